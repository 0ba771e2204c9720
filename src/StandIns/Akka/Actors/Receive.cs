namespace Akka.Actor;

/// <summary>A behaviour; false means that the message was not handled.</summary>
public delegate bool Receive(object message);

/// <summary>A behaviour that handles every message.</summary>
public delegate void UntypedReceive(object message);

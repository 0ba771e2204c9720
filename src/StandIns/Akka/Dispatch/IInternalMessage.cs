namespace Akka.Actor;

/// <summary>A message of the system's own that is not worth a dead letter.</summary>
internal interface IInternalMessage;

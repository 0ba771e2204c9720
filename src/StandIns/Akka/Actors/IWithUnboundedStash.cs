namespace Akka.Actor;

/// <summary>An actor that stashes; the system sets the property after the constructor has run.</summary>
public interface IWithUnboundedStash : IActorStash;

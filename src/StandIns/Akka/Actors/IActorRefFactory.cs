namespace Akka.Actor;

/// <summary>Starts and stops actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Starts an actor; a null name is replaced by a generated one.</summary>
    /// <exception cref="InvalidActorNameException">The name is not valid, or is in use.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Stops an actor after the message it is at; the rest of its mailbox goes to dead letters.</summary>
    void Stop(IActorRef actor);
}

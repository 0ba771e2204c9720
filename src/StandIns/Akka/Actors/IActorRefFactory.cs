namespace Akka.Actor;

/// <summary>Starts actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Starts an actor; a null name is replaced by a generated one.</summary>
    /// <exception cref="InvalidActorNameException">The name is not valid, or is in use.</exception>
    IActorRef ActorOf(Props props, string? name = null);
}

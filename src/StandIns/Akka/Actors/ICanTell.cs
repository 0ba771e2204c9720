namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Puts <paramref name="message"/> in the mailbox and returns at once.</summary>
    void Tell(object message, IActorRef sender);
}

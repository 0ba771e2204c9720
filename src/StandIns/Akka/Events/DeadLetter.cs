using Akka.Actor;

namespace Akka.Event;

/// <summary>A message to an actor that had stopped.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Made by the system.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}

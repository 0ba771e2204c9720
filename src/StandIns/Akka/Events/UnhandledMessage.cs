using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that its receiver has no handler for.</summary>
public sealed class UnhandledMessage : AllDeadLetters
{
    /// <summary>Made by the system.</summary>
    public UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}

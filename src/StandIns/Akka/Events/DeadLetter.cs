using Akka.Actor;

namespace Akka.Event;

/// <summary>Something that was not delivered.</summary>
public abstract class AllDeadLetters
{
    /// <summary>Made by the system.</summary>
    protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>What was sent.</summary>
    public object Message { get; }

    /// <summary>Who sent it.</summary>
    public IActorRef Sender { get; }

    /// <summary>To whom.</summary>
    public IActorRef Recipient { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}

/// <summary>A message to an actor that had stopped.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Made by the system.</summary>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}

/// <summary>A message that its receiver has no handler for.</summary>
public sealed class UnhandledMessage : AllDeadLetters
{
    /// <summary>Made by the system.</summary>
    public UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
    }
}

using Akka.Event;

namespace Akka.Actor;

/// <summary>Announces all it is told as dead letters.</summary>
internal sealed class DeadLetterRef(LocalActorSystem system, ActorPath path) : ActorRefBase
{
    public override ActorPath Path => path;

    internal override LocalActorSystem LocalSystem => system;

    public override void Tell(object message, IActorRef sender)
    {
        if (message is DeadLetter letter)
        {
            system.Publish(letter);
            return;
        }
        system.ToDeadLetters(message, sender, this);
    }

    internal override void SendSystem(SystemMessage message) => message.ApplyToDead(this);
}

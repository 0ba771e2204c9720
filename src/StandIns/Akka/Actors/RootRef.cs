namespace Akka.Actor;

/// <summary>The top of the tree; hears of the guardian's end.</summary>
internal sealed class RootRef(LocalActorSystem system, ActorPath path) : ActorRefBase
{
    public override ActorPath Path => path;

    internal override LocalActorSystem LocalSystem => system;

    public override void Tell(object message, IActorRef sender) => system.ToDeadLetters(message, sender, this);

    internal override void SendSystem(SystemMessage message)
    {
        switch (message)
        {
            case ActorDied:
                system.GuardianHasDied();
                break;
            case ChildFailed:
                _ = system.Terminate();
                break;
            default:
                break;
        }
    }
}

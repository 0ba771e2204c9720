namespace Akka.Actor;

/// <summary>Parent of the actors that are started from outside.</summary>
internal sealed class UserGuardian : ActorBase
{
    protected override bool Receive(object message) => false;
}

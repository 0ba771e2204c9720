namespace Akka.Actor;

/// <summary>Watches one actor for code that is not an actor.</summary>
internal sealed class EndRef(LocalActorSystem system) : ActorRefBase
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ActorPath Path { get; } =
        (system.Root.Path / "temp").Incarnation(GeneratedName.Of(system.NextUid()), 0);

    public Task Task => _ended.Task;

    internal override LocalActorSystem LocalSystem => system;

    public override void Tell(object message, IActorRef sender)
    {
    }

    internal override void SendSystem(SystemMessage message)
    {
        if (message is ActorDied)
        {
            _ended.TrySetResult();
        }
    }
}

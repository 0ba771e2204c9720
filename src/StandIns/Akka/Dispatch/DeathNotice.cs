namespace Akka.Actor;

/// <summary>A death on its way through the watcher's mailbox; dropped if the watch was withdrawn meanwhile.</summary>
internal sealed class DeathNotice(IActorRef watched, object inner) : IInternalMessage
{
    public IActorRef Watched { get; } = watched;

    public object Inner { get; } = inner;
}

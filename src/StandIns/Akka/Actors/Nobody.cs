namespace Akka.Actor;

/// <summary>The reference that swallows everything.</summary>
public sealed class Nobody : ActorRefBase
{
    private static readonly ActorPath Place = ActorPath.ForSystem("all-systems") / "Nobody";

    private Nobody()
    {
    }

    /// <summary>The one instance.</summary>
    public static Nobody Instance { get; } = new();

    /// <inheritdoc/>
    public override ActorPath Path => Place;

    /// <inheritdoc/>
    public override void Tell(object message, IActorRef sender)
    {
    }

    internal override void SendSystem(SystemMessage message)
    {
    }
}

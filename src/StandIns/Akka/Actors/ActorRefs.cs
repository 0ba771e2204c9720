namespace Akka.Actor;

/// <summary>Well-known references.</summary>
public static class ActorRefs
{
    /// <summary>A reference to no actor; what is told to it disappears.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>The absent sender.</summary>
    public static readonly IActorRef NoSender = null!;
}

namespace Akka.Actor;

/// <summary>What a supervisor keeps of a child.</summary>
internal sealed class ChildRecord(LocalActorRef reference)
{
    public LocalActorRef Ref { get; } = reference;

    /// <summary>Whether the child was told to stop.</summary>
    public bool Stopping { get; set; }

    /// <summary>Restarts in the present window.</summary>
    public int Restarts { get; set; }

    /// <summary>When the window began, in the time provider's ticks; null before the first restart.</summary>
    public long? WindowStart { get; set; }
}

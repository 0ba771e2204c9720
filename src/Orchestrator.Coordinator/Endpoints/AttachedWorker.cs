using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>A worker that is attached at the moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offer">What it offered when it attached.</param>
public sealed record AttachedWorker(string Name, WorkerOffer Offer)
{
    /// <summary>Slots that hold a lease.</summary>
    public int BusySlots { get; init; }

    /// <summary>True once it takes no more leases.</summary>
    public bool IsDraining { get; init; }

    /// <summary>How long it has been attached.</summary>
    public TimeSpan AttachedFor { get; init; }

    /// <summary>How long nothing has been heard of it.</summary>
    public TimeSpan SilentFor { get; init; }

    /// <summary>Its results that are durable, since it attached.</summary>
    public long Results { get; init; }

    /// <summary>Resident memory of its processes by its last heartbeat, in bytes; 0 where unknown.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>GPU memory that it uses by its last heartbeat, in bytes.</summary>
    public long GpuBytes { get; init; }

    /// <summary>The sweeps that it cannot run, and is not given any more in this session.</summary>
    public IReadOnlyList<RefusedSweep> RefusedSweeps { get; init; } = [];
}

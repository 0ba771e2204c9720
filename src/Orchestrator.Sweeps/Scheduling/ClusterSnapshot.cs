namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What the scheduler decides on: free slots and waiting bundles at one moment.</summary>
/// <param name="Workers">The attached workers.</param>
/// <param name="Sweeps">The sweeps with bundles that wait.</param>
public sealed record ClusterSnapshot(IReadOnlyList<FreeWorker> Workers, IReadOnlyList<PendingSweep> Sweeps);

/// <summary>A worker's free slots.</summary>
public sealed record FreeWorker(string Worker, int FreeSlots);

/// <summary>A sweep's claim on the cluster.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Running">How many of its bundles workers hold already.</param>
/// <param name="Waiting">Its waiting bundles; the costliest are enough, as many as there are free slots.</param>
public sealed record PendingSweep(string SweepId, int Running, IReadOnlyList<PendingBundle> Waiting)
{
    /// <summary>Any bundle of a sweep of higher priority goes before any of a lower one; 0 by default.</summary>
    public int Priority { get; init; }
}

/// <summary>A bundle that waits for a worker.</summary>
/// <param name="Bundle">Its index in the plan.</param>
/// <param name="Cost">Its estimated cost, in any unit that is the same for all.</param>
public sealed record PendingBundle(int Bundle, double Cost);

/// <summary>One decision: this bundle goes to this worker.</summary>
public sealed record Placement(string Worker, string SweepId, int Bundle);

using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What the scheduler decides on: free slots and waiting bundles at one moment.</summary>
/// <param name="Workers">The attached workers.</param>
/// <param name="Sweeps">The sweeps with bundles that wait.</param>
public sealed record ClusterSnapshot(IReadOnlyList<FreeWorker> Workers, IReadOnlyList<PendingSweep> Sweeps);

/// <summary>A worker's free slots.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Free">The free slots, each kind once.</param>
public sealed record FreeWorker(string Worker, IReadOnlyList<FreeSlots> Free)
{
    /// <summary>A worker with so many free CPU slots.</summary>
    public FreeWorker(string worker, int cpuSlots)
        : this(worker, [new FreeSlots(SlotKind.Cpu, cpuSlots)])
    {
    }

    /// <summary>The content hashes of the data sets that it has at hand.</summary>
    public IReadOnlySet<Digest> Datasets { get; init; } = new HashSet<Digest>();
}

/// <summary>Free slots of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many are free.</param>
public sealed record FreeSlots(SlotKind Kind, int Count);

/// <summary>A sweep's claim on the cluster.</summary>
/// <param name="SweepId">The sweep.</param>
/// <param name="Running">How many of its leases workers hold already.</param>
/// <param name="Waiting">What of it waits; the costliest are enough, as many as there are free slots.</param>
public sealed record PendingSweep(string SweepId, int Running, IReadOnlyList<PendingPart> Waiting)
{
    /// <summary>Anything of a sweep of higher priority goes before anything of a lower one; 0 by default.</summary>
    public int Priority { get; init; }

    /// <summary>What its slots must have.</summary>
    public SweepNeeds Needs { get; init; } = SweepNeeds.Nothing;

    /// <summary>The content hash of its data set.</summary>
    public Digest Dataset { get; init; }

    /// <summary>The workers that cannot run it: nothing of it goes there.</summary>
    public IReadOnlyCollection<string> Unable { get; init; } = [];

    /// <summary>True while more of it is about to be offered: nothing of it is split then.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A part of a bundle that waits for a worker.</summary>
/// <param name="Part">What waits.</param>
/// <param name="Cost">Its estimated cost, in any unit that is the same for all.</param>
public sealed record PendingPart(BundlePart Part, double Cost)
{
    /// <summary>Workers on which a trial of it failed: others are preferred.</summary>
    public IReadOnlyCollection<string> Avoid { get; init; } = [];
}

/// <summary>One decision: this part of a bundle goes to a slot of this kind of this worker.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Slot">The kind of slot that it takes.</param>
/// <param name="SweepId">The sweep.</param>
/// <param name="Part">What is handed out.</param>
/// <param name="Of">
/// The waiting part that it is, or is a piece of; its other pieces are placed in the same plan.
/// </param>
public sealed record Placement(string Worker, SlotKind Slot, string SweepId, BundlePart Part, PendingPart Of);

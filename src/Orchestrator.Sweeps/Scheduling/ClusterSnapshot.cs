namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What the scheduler decides on: the workers, and the bundles that nobody works on yet.</summary>
/// <param name="Workers">The attached workers; names are unique.</param>
/// <param name="Pending">The bundles to place, in any order; each sweep and bundle once.</param>
/// <param name="Running">How many bundles of each sweep are leased now, by sweep id; a sweep left out has none.</param>
public sealed record ClusterSnapshot(
    IReadOnlyList<WorkerSnapshot> Workers,
    IReadOnlyList<PendingBundle> Pending,
    IReadOnlyDictionary<string, int> Running);

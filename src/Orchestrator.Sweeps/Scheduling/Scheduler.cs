namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// Which waiting bundle goes to which worker: a pure function. Of the sweeps of the highest priority each slot goes to
/// the one that holds the fewest (fair share), and of that sweep the costliest bundle goes first, so that no long one
/// is left for the end (Graham 1969, longest processing time). It goes to the worker with the most free slots. Ties
/// fall by the sweep's id, the bundle's index and the worker's name, so one snapshot, in whatever order, has one plan.
/// </summary>
public static class Scheduler
{
    private static readonly Comparer<(int Free, string Name)> WorkerOrder = Comparer<(int Free, string Name)>.Create(
        (a, b) => a.Free != b.Free ? b.Free.CompareTo(a.Free) : string.CompareOrdinal(a.Name, b.Name));

    private static readonly Comparer<(int Priority, int Running, string Id)> SweepOrder =
        Comparer<(int Priority, int Running, string Id)>.Create((a, b) =>
            a.Priority != b.Priority ? b.Priority.CompareTo(a.Priority)
            : a.Running != b.Running ? a.Running.CompareTo(b.Running)
            : string.CompareOrdinal(a.Id, b.Id));

    /// <summary>The placements to make now, in the order of decision: at most one a free slot, none twice.</summary>
    public static IReadOnlyList<Placement> Plan(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var slots = snapshot.Workers.Sum(worker => (long)Math.Max(0, worker.FreeSlots));
        var workers = new PriorityQueue<string, (int Free, string Name)>(WorkerOrder);
        foreach (var worker in snapshot.Workers.Where(worker => worker.FreeSlots > 0))
            workers.Enqueue(worker.Worker, (worker.FreeSlots, worker.Worker));
        var sweeps = new PriorityQueue<Queue<PendingBundle>, (int Priority, int Running, string Id)>(SweepOrder);
        foreach (var sweep in snapshot.Sweeps.Where(sweep => sweep.Waiting.Count > 0))
            sweeps.Enqueue(InOrder(sweep, slots), (sweep.Priority, sweep.Running, sweep.SweepId));

        var placements = new List<Placement>();
        while (workers.Count > 0 && sweeps.TryDequeue(out var waiting, out var sweep))
        {
            workers.TryDequeue(out var worker, out var load);
            placements.Add(new Placement(worker!, sweep.Id, waiting.Dequeue().Bundle));
            if (waiting.Count > 0)
                sweeps.Enqueue(waiting, sweep with { Running = sweep.Running + 1 });
            if (load.Free > 1)
                workers.Enqueue(worker!, load with { Free = load.Free - 1 });
        }

        return placements;
    }

    // No more than the free slots are ever taken of one sweep, so no more are sorted.
    private static Queue<PendingBundle> InOrder(PendingSweep sweep, long slots) =>
        new(sweep.Waiting.OrderByDescending(bundle => bundle.Cost).ThenBy(bundle => bundle.Bundle)
            .Take((int)Math.Min(slots, sweep.Waiting.Count)));
}

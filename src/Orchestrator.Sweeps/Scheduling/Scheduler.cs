namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// Decides which bundle goes to which worker: a pure function of the snapshot, so of equal snapshots (in whatever order)
/// the plans are equal. Every free slot is filled while bundles are left.
/// </summary>
/// <remarks>
/// The next bundle is of the highest priority; among sweeps of that priority, of the one with the fewest bundles running
/// (those just placed included), ties by sweep id; within the sweep the costliest, ties by index: the longest work starts
/// first, so that none is left to run alone at the end. It goes to the worker with the most free slots, ties by name.
/// </remarks>
public static class Scheduler
{
    /// <summary>The placement plan, in the order of decision.</summary>
    public static IReadOnlyList<Placement> Plan(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var slots = (int)Math.Min(snapshot.Pending.Count, snapshot.Workers.Sum(w => (long)Math.Max(0, w.FreeSlots)));
        if (slots == 0)
            return [];
        var workers = new PriorityQueue<string, (int Taken, string Name)>(WorkerOrder);
        foreach (var worker in snapshot.Workers.Where(w => w.FreeSlots > 0))
            workers.Enqueue(worker.Name, (-worker.FreeSlots, worker.Name));
        var queues = SweepQueues(snapshot, slots);
        var placements = new List<Placement>(slots);
        while (placements.Count < slots)
        {
            queues.TryDequeue(out var queue, out var standing);
            workers.TryDequeue(out var worker, out var load);
            var bundle = queue!.Dequeue();
            placements.Add(new Placement(worker!, bundle.Sweep, bundle.Bundle));
            if (queue.TryPeek(out var next))
                queues.Enqueue(queue, (-(long)next.Priority, standing.Running + 1, bundle.Sweep));
            if (load.Taken < -1)
                workers.Enqueue(worker!, (load.Taken + 1, load.Name));
        }

        return placements;
    }

    private static readonly Comparer<(int Taken, string Name)> WorkerOrder = Comparer<(int Taken, string Name)>.Create(
        (a, b) => a.Taken != b.Taken ? a.Taken.CompareTo(b.Taken) : string.CompareOrdinal(a.Name, b.Name));

    private static readonly Comparer<(long Priority, int Running, string Sweep)> SweepOrder =
        Comparer<(long Priority, int Running, string Sweep)>.Create((a, b) =>
            a.Priority != b.Priority ? a.Priority.CompareTo(b.Priority)
            : a.Running != b.Running ? a.Running.CompareTo(b.Running)
            : string.CompareOrdinal(a.Sweep, b.Sweep));

    private static PriorityQueue<Queue<PendingBundle>, (long Priority, int Running, string Sweep)> SweepQueues(
        ClusterSnapshot snapshot, int slots)
    {
        var queues = new PriorityQueue<Queue<PendingBundle>, (long Priority, int Running, string Sweep)>(SweepOrder);
        foreach (var sweep in snapshot.Pending.GroupBy(bundle => bundle.Sweep))
        {
            var first = sweep.OrderByDescending(b => b.Priority).ThenByDescending(b => b.Cost).ThenBy(b => b.Bundle);
            var queue = new Queue<PendingBundle>(first.Take(slots));
            var running = snapshot.Running.GetValueOrDefault(sweep.Key);
            queues.Enqueue(queue, (-(long)queue.Peek().Priority, running, sweep.Key));
        }

        return queues;
    }
}

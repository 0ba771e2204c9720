namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// Which waiting bundle goes to which worker: a pure function. Each slot goes to the sweep that holds the fewest (fair share), and
/// of that sweep the costliest bundle goes first, so that no long one is left for the end (Graham 1969, longest processing time).
/// Ties fall by the sweep's id, the bundle's index and the worker's name, so one snapshot has one plan.
/// </summary>
public static class Scheduler
{
    /// <summary>The placements to make now: at most one a free slot, none twice.</summary>
    public static IReadOnlyList<Placement> Plan(ClusterSnapshot snapshot)
    {
        var free = snapshot.Workers.ToDictionary(worker => worker.Worker, worker => worker.FreeSlots);
        var queues = snapshot.Sweeps.ToDictionary(sweep => sweep.SweepId, InOrder);
        var running = snapshot.Sweeps.ToDictionary(sweep => sweep.SweepId, sweep => sweep.Running);
        var placements = new List<Placement>();
        for (var slots = free.Values.Sum(); slots > 0; slots--)
        {
            var sweep = queues.Where(queue => queue.Value.Count > 0)
                .OrderBy(queue => running[queue.Key]).ThenBy(queue => queue.Key, StringComparer.Ordinal)
                .Select(queue => queue.Key).FirstOrDefault();
            if (sweep is null)
                break;
            var worker = free.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).First().Key;
            placements.Add(new Placement(worker, sweep, queues[sweep].Dequeue().Bundle));
            free[worker]--;
            running[sweep]++;
        }

        return placements;
    }

    private static Queue<PendingBundle> InOrder(PendingSweep sweep) =>
        new(sweep.Waiting.OrderByDescending(bundle => bundle.Cost).ThenBy(bundle => bundle.Bundle));
}

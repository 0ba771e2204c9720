namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// Which waiting bundle goes to which worker: a pure function. Of the sweeps of the highest priority each slot goes to
/// the one that holds the fewest (fair share), and of that sweep the costliest bundle goes first, so that no long one
/// is left for the end (Graham 1969, longest processing time). It goes to no worker that cannot run its sweep, goes
/// where none of its trials failed before, keeps
/// GPUs free for those that need them, and then goes to the worker with the most free slots, of several to one that has
/// the data set. Slots that would stay idle are filled by halving what was placed, by seeds, the costliest first. Ties
/// fall by the sweep's id, the part and the worker's name, so one snapshot, in whatever order, has one plan.
/// </summary>
public static class Scheduler
{
    private static readonly Comparer<(int Priority, int Running, string Id)> SweepOrder =
        Comparer<(int Priority, int Running, string Id)>.Create((a, b) =>
            a.Priority != b.Priority ? b.Priority.CompareTo(a.Priority)
            : a.Running != b.Running ? a.Running.CompareTo(b.Running)
            : string.CompareOrdinal(a.Id, b.Id));

    /// <summary>
    /// The placements to make now, in the order of decision: at most one a free slot, nothing twice, and no slot idle
    /// that something waiting could use.
    /// </summary>
    public static IReadOnlyList<Placement> Plan(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var slots = new SlotTable(snapshot.Workers);
        var sweeps = new PriorityQueue<WaitingLine, (int Priority, int Running, string Id)>(SweepOrder);
        foreach (var sweep in snapshot.Sweeps.Where(sweep => sweep.Waiting.Count > 0))
            sweeps.Enqueue(
                new WaitingLine(sweep, InOrder(sweep, slots.Free)), (sweep.Priority, sweep.Running, sweep.SweepId));

        var placed = new List<Placed>();
        while (slots.Free > 0 && sweeps.TryDequeue(out var line, out var rank))
        {
            // What a slot must have is said by the sweep: if nothing is free for one part, nothing is for the others.
            if (slots.Take(line.Sweep, line.Parts.Peek().Avoid) is not { } slot)
                continue;
            var part = line.Parts.Dequeue();
            placed.Add(new Placed(slot, line.Sweep, part.Part, part.Cost, part));
            if (line.Parts.Count > 0)
                sweeps.Enqueue(line, rank with { Running = rank.Running + 1 });
        }

        Split(placed, slots);
        return placed.ConvertAll(p => new Placement(p.Slot.Worker, p.Slot.Kind, p.Sweep.SweepId, p.Part, p.Of));
    }

    // No more than the free slots are ever taken of one sweep, so no more are sorted.
    private static Queue<PendingPart> InOrder(PendingSweep sweep, long slots) =>
        new(sweep.Waiting.OrderByDescending(waiting => waiting.Cost).ThenBy(waiting => waiting.Part)
            .Take((int)Math.Min(slots, sweep.Waiting.Count)));

    private static void Split(List<Placed> placed, SlotTable slots)
    {
        var order = Comparer<Placed>.Create((a, b) =>
            a.Cost != b.Cost ? b.Cost.CompareTo(a.Cost)
            : a.Sweep.SweepId != b.Sweep.SweepId ? string.CompareOrdinal(a.Sweep.SweepId, b.Sweep.SweepId)
            : a.Part.CompareTo(b.Part));
        var splittable = new PriorityQueue<int, Placed>(order);
        for (var i = 0; i < placed.Count && slots.Free > 0; i++)
        {
            if (placed[i].Part.CanSplit && !placed[i].Sweep.HasMore)
                splittable.Enqueue(i, placed[i]);
        }

        while (slots.Free > 0 && splittable.TryDequeue(out var index, out var whole))
        {
            if (slots.Take(whole.Sweep, whole.Of.Avoid) is not { } slot)
                continue;
            var (first, second) = whole.Part.Split();
            var perSeed = whole.Cost / whole.Part.Seeds;
            placed[index] = whole with { Part = first, Cost = perSeed * first.Seeds };
            placed.Add(whole with { Slot = slot, Part = second, Cost = perSeed * second.Seeds });
            foreach (var half in new[] { index, placed.Count - 1 })
            {
                if (placed[half].Part.CanSplit)
                    splittable.Enqueue(half, placed[half]);
            }
        }
    }

    private sealed record WaitingLine(PendingSweep Sweep, Queue<PendingPart> Parts);

    private sealed record Placed(
        TakenSlot Slot, PendingSweep Sweep, BundlePart Part, double Cost, PendingPart Of);
}

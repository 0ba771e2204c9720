namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>How long bundles take on slots.</summary>
/// <param name="Clock">Seconds from the first start to the last end.</param>
/// <param name="Busy">Seconds that slots were busy, added up: the processor time.</param>
public sealed record SlotSchedule(double Clock, double Busy)
{
    private const int MostSimulated = 50_000;

    /// <summary>
    /// Plays through what the coordinator does: the costliest waiting bundle goes to the next free slot; slots that
    /// would stay idle are filled by halving, by seeds, what is placed in that moment.
    /// </summary>
    /// <param name="bundles">The cost of each bundle, in seconds of one slot alone, and its seeds.</param>
    /// <param name="slots">How many slots there are, from 1.</param>
    /// <param name="concurrency">What slots get done side by side.</param>
    public static SlotSchedule Of(
        IReadOnlyList<(double Seconds, int Seeds)> bundles, int slots, Concurrency concurrency)
    {
        ArgumentNullException.ThrowIfNull(bundles);
        ArgumentNullException.ThrowIfNull(concurrency);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        return bundles.Count > MostSimulated ? Even(bundles, slots, concurrency) : Play(bundles, slots, concurrency);
    }

    // So many bundles leave no tail worth telling.
    private static SlotSchedule Even(
        IReadOnlyList<(double Seconds, int Seeds)> bundles, int slots, Concurrency concurrency)
    {
        var clock = bundles.Sum(bundle => bundle.Seconds) / concurrency.Of(slots);
        return new SlotSchedule(clock, clock * slots);
    }

    private static SlotSchedule Play(
        IReadOnlyList<(double Seconds, int Seeds)> bundles, int slots, Concurrency concurrency)
    {
        var waiting = new Queue<(double Seconds, int Seeds)>(bundles.OrderByDescending(bundle => bundle.Seconds));
        var running = new PriorityQueue<double, double>();
        var (clock, busy, done) = (0.0, 0.0, 0.0);
        while (waiting.Count > 0 || running.Count > 0)
        {
            foreach (var seconds in Place(waiting, slots - running.Count))
                running.Enqueue(done + seconds, done + seconds);

            // All that run get on equally fast, so the one with the least left ends first.
            var speed = concurrency.Of(running.Count) / running.Count;
            var next = running.Peek();
            var passed = (next - done) / speed;
            (clock, busy, done) = (clock + passed, busy + (passed * running.Count), next);
            _ = running.Dequeue();
        }

        return new SlotSchedule(clock, busy);
    }

    private static List<double> Place(Queue<(double Seconds, int Seeds)> waiting, int free)
    {
        var placed = new PriorityQueue<(double Seconds, int Seeds), double>();
        while (free > placed.Count && waiting.TryDequeue(out var bundle))
            placed.Enqueue(bundle, -bundle.Seconds);
        var whole = new List<double>();
        while (placed.TryDequeue(out var bundle, out _))
        {
            if (bundle.Seeds < 2 || free <= placed.Count + whole.Count + 1)
            {
                whole.Add(bundle.Seconds);
                continue;
            }

            var larger = (bundle.Seeds + 1) / 2;
            foreach (var seeds in new[] { larger, bundle.Seeds - larger })
            {
                var part = bundle.Seconds * seeds / bundle.Seeds;
                placed.Enqueue((part, seeds), -part);
            }
        }

        return whole;
    }
}

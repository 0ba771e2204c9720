using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Training.Costs;

/// <summary>
/// Measures how much more several threads do than one. On a CPU by the processor time that a piece of work takes among
/// others: caches and memory are shared, cores are not; on a GPU, which all share, by the clock.
/// </summary>
internal static class ConcurrencyProbe
{
    private const int Pieces = 4;
    private const int Rounds = 2;
    private const int MostGroupsOfGpu = 8;

    /// <summary>A sample for 1, 2, 4 … threads, up to one a core.</summary>
    /// <param name="work">A piece of work that several threads may do at once.</param>
    /// <param name="context">The device, the clock and the token.</param>
    public static IReadOnlyList<ConcurrencySample> Measure(Action<TrainingContext> work, TrainingContext context)
    {
        var most = context.Device == "cpu"
            ? Environment.ProcessorCount
            : Math.Min(MostGroupsOfGpu, Environment.ProcessorCount);
        work(context);
        var alone = Piece(1, work, context);
        var samples = new List<ConcurrencySample> { new(1, 1) };
        foreach (var threads in Counts(most))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var together = Piece(threads, work, context);
            if (together > 0)
                samples.Add(new ConcurrencySample(threads, Math.Min(threads, threads * alone / together)));
        }

        return samples;
    }

    private static IEnumerable<int> Counts(int most)
    {
        for (var count = 2; count < most; count *= 2)
            yield return count;
        if (most > 1)
            yield return most;
    }

    // Seconds a piece, on the mean of the threads; the least of some rounds.
    private static double Piece(int threads, Action<TrainingContext> work, TrainingContext context)
    {
        var least = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var seconds = new double[threads];
            var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
            {
                var clock = new ThreadClock(context.Device, context.Time);
                var started = clock.Now();
                for (var piece = 0; piece < Pieces && !context.Cancellation.IsCancellationRequested; piece++)
                    work(context);
                seconds[thread] = (clock.Now() - started) / Pieces;
            })
            { IsBackground = true }).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
            least = Math.Min(least, seconds.Average());
        }

        return least;
    }
}

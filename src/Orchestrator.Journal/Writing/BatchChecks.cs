using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Writing;

/// <summary>
/// What every store refuses or mends before it queues a record, so that none spoils the others of its transaction.
/// </summary>
internal static class BatchChecks
{
    /// <summary>Refuses numbers that no store can keep, and mends the texts.</summary>
    /// <exception cref="ArgumentException">A number is NaN.</exception>
    public static StoreBatch Checked(StoreBatch batch)
    {
        RefuseNaN(batch);
        return batch with
        {
            Results = Mended(batch.Results, r => r.Timings.Worker, (r, worker) =>
                r with { Timings = r.Timings with { Worker = worker } }),
            Failures = Mended(
                Mended(batch.Failures, f => f.Error, (f, error) => f with { Error = error }),
                f => f.SweepId, (f, sweep) => f with { SweepId = sweep }),
        };
    }

    /// <summary>Mends the texts.</summary>
    public static SweepRecord Checked(SweepRecord sweep) => sweep with
    {
        Id = StoreText.Mend(sweep.Id),
        Name = StoreText.Mend(sweep.Name),
        SpecText = StoreText.Mend(sweep.SpecText),
        SpecPath = sweep.SpecPath is { } path ? StoreText.Mend(path) : null,
        IdempotencyKey = sweep.IdempotencyKey is { } key ? StoreText.Mend(key) : null,
    };

    // The list itself where nothing is to be mended, which is nearly always.
    private static IReadOnlyList<T> Mended<T>(
        IReadOnlyList<T> records, Func<T, string> text, Func<T, string, T> replace) =>
        records.All(record => StoreText.IsSound(text(record)))
            ? records
            : [.. records.Select(record => replace(record, StoreText.Mend(text(record))))];

    private static void RefuseNaN(StoreBatch batch)
    {
        foreach (var stored in batch.Results)
        {
            if (HasNaN(stored.Result) || HasNaN(stored.Timings))
                throw new ArgumentException(
                    $"The result of trial {stored.Result.Key} has a score or time that is NaN.", nameof(batch));
        }

        foreach (var trace in batch.Traces)
        {
            if (double.IsNaN(trace.FitSeconds) || trace.Details is { HasNaN: true })
            {
                throw new ArgumentException(
                    $"The trace of {trace.Key} has a time or an evaluation that is NaN.", nameof(batch));
            }
        }
    }

    private static bool HasNaN(TrialResult result) =>
        result.Accuracy is double.NaN || result.BalancedAccuracy is double.NaN || result.F1 is double.NaN
        || IsNaN(result.RocAuc) || IsNaN(result.LogLoss) || IsNaN(result.Brier) || result.Details is { HasNaN: true };

    private static bool HasNaN(TrialTimings timings) =>
        double.IsNaN(timings.FitSeconds) || double.IsNaN(timings.PredictSeconds);

    private static bool IsNaN(double? value) => value is { } number && double.IsNaN(number);
}

using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Contracts;

/// <summary>
/// What every store refuses before it queues a batch, so that no batch spoils the others of its transaction.
/// </summary>
internal static class BatchChecks
{
    /// <summary>Refuses numbers that no store can keep.</summary>
    /// <exception cref="ArgumentException">A number is NaN.</exception>
    public static void Check(StoreBatch batch)
    {
        foreach (var stored in batch.Results)
        {
            if (HasNaN(stored.Result) || HasNaN(stored.Timings))
                throw new ArgumentException(
                    $"The result of trial {stored.Result.Key} has a score or time that is NaN.", nameof(batch));
        }

        foreach (var trace in batch.Traces)
        {
            if (double.IsNaN(trace.FitSeconds))
                throw new ArgumentException($"The trace of {trace.Key} has a time that is NaN.", nameof(batch));
        }
    }

    private static bool HasNaN(TrialResult result) =>
        double.IsNaN(result.Accuracy) || double.IsNaN(result.BalancedAccuracy) || double.IsNaN(result.F1)
        || IsNaN(result.RocAuc) || IsNaN(result.LogLoss) || IsNaN(result.Brier);

    private static bool HasNaN(TrialTimings timings) =>
        double.IsNaN(timings.FitSeconds) || double.IsNaN(timings.PredictSeconds);

    private static bool IsNaN(double? value) => value is { } number && double.IsNaN(number);
}

using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>What no store takes: refused at the door, so that one bad number never holds up a batch.</summary>
internal static class ResultChecks
{
    /// <summary>What is wrong with a result; null where nothing is.</summary>
    public static string? ProblemOf(TrialResult result, TrialTimings timings)
    {
        if (IsNaN(result.Accuracy, result.BalancedAccuracy, result.F1)
            || IsNaN(result.RocAuc, result.LogLoss, result.Brier) || result.Details is { HasNaN: true })
            return "a score is not a number";
        return IsNaN(timings.FitSeconds, timings.PredictSeconds, 0) ? "a time is not a number" : null;
    }

    private static bool IsNaN(double? a, double? b, double? c) =>
        a is double.NaN || b is double.NaN || c is double.NaN;
}

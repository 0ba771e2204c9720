using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tables;

/// <summary>Picks the score that a spec's metric names.</summary>
internal static class MetricScore
{
    /// <summary>The reader of the score called <paramref name="metric"/>.</summary>
    /// <exception cref="ArgumentException">There is no such score.</exception>
    public static Func<TrialResult, double?> Of(string metric) => TrialScores.Of(metric);

    /// <summary>Whether there is a score of this name.</summary>
    public static bool IsKnown(string metric) => metric is "accuracy" or "balanced-accuracy" or "f1" or "roc-auc"
        or "log-loss" or "brier" or "mse" or "mae" or "r2";
}

using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tables;

/// <summary>Picks the score that a spec's metric names.</summary>
internal static class MetricScore
{
    /// <summary>The reader of the score called <paramref name="metric"/>.</summary>
    /// <exception cref="ArgumentException">There is no such score.</exception>
    public static Func<TrialResult, double?> Of(string metric) => metric switch
    {
        "accuracy" => result => result.Accuracy,
        "balanced-accuracy" => result => result.BalancedAccuracy,
        "f1" => result => result.F1,
        "roc-auc" => result => result.RocAuc,
        "log-loss" => result => result.LogLoss,
        "brier" => result => result.Brier,
        "mse" => result => result.Details?.Regression?.Mse,
        "mae" => result => result.Details?.Regression?.Mae,
        "r2" => result => result.Details?.Regression?.R2,
        _ => throw new ArgumentException($"There is no score '{metric}'.", nameof(metric)),
    };

    /// <summary>Whether there is a score of this name.</summary>
    public static bool IsKnown(string metric) => metric is "accuracy" or "balanced-accuracy" or "f1" or "roc-auc"
        or "log-loss" or "brier" or "mse" or "mae" or "r2";
}

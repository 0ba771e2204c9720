using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Trials;

/// <summary>Picks the score of a result that a metric names.</summary>
public static class TrialScores
{
    /// <summary>The reader of the score called <paramref name="metric"/>; null where the result has none.</summary>
    /// <exception cref="ArgumentException">There is no such score.</exception>
    public static Func<TrialResult, double?> Of(string metric) => metric switch
    {
        MetricNames.Accuracy => result => result.Accuracy,
        MetricNames.BalancedAccuracy => result => result.BalancedAccuracy,
        MetricNames.F1 => result => result.F1,
        MetricNames.RocAuc => result => result.RocAuc,
        MetricNames.LogLoss => result => result.LogLoss,
        MetricNames.Brier => result => result.Brier,
        MetricNames.Mse => result => result.Details?.Regression?.Mse,
        MetricNames.Mae => result => result.Details?.Regression?.Mae,
        MetricNames.R2 => result => result.Details?.Regression?.R2,
        _ => throw new ArgumentException($"There is no score '{metric}'.", nameof(metric)),
    };
}

using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Metrics;

namespace Orchestrator.Training.Classifiers.Search;

/// <summary>The score of predictions of a held-out fold, in the metric of a search.</summary>
internal static class FoldScore
{
    /// <summary>
    /// The metric to go by: where the target is a number, the squared error in place of a score of classes.
    /// </summary>
    /// <exception cref="TrainingException">The metric is of numbers, the target is not.</exception>
    public static string Metric(string wanted, ClassifierFitTask task)
    {
        var ofNumbers = MetricNames.OfNumbers.Contains(wanted);
        if (task.Targets is not null)
            return ofNumbers ? wanted : MetricNames.Mse;
        return !ofNumbers
            ? wanted
            : throw new TrainingException($"The search goes by {wanted}, a score of numbers; the target is a class.");
    }

    /// <summary>The score; null where the model or the fold cannot give it.</summary>
    public static double? Of(string metric, Predictions predictions, ClassifierFitTask fold)
    {
        if (fold.Targets is { } targets)
        {
            var errors = Scoring.ScoreNumbers(fold.Key, predictions, targets, null, 0, 0).Details!.Regression!;
            return metric switch
            {
                MetricNames.Mae => errors.Mae,
                MetricNames.R2 => errors.R2,
                _ => errors.Mse,
            };
        }

        var scores = Scoring.Score(fold.Key, predictions, fold.Labels, fold.ClassCount, 0, 0);
        return metric switch
        {
            MetricNames.BalancedAccuracy => scores.BalancedAccuracy,
            MetricNames.F1 => scores.F1,
            MetricNames.RocAuc => scores.RocAuc,
            MetricNames.LogLoss => scores.LogLoss,
            MetricNames.Brier => scores.Brier,
            _ => scores.Accuracy,
        };
    }
}

using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;

namespace Orchestrator.Training.Metrics;

/// <summary>From predictions of the held-out rows to the scores of a trial.</summary>
public static class Scoring
{
    /// <summary>Scores <paramref name="predictions"/> of the rows whose classes are <paramref name="truth"/>.</summary>
    /// <param name="key">The trial's key.</param>
    /// <param name="predictions">
    /// Labels of m rows, with m × C probabilities or decision values where the model has them.
    /// </param>
    /// <param name="truth">The m true classes, each in 0..<paramref name="classCount"/> - 1.</param>
    /// <param name="classCount">C, at least 2.</param>
    /// <param name="realRows">Real rows that the model was trained on.</param>
    /// <param name="syntheticRows">Synthetic rows that the model was trained on.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many predictions as rows.</exception>
    public static TrialResult Score(
        TrialKey key, Predictions predictions, int[] truth, int classCount, int realRows, int syntheticRows)
    {
        if (truth.Length == 0 || predictions.Labels.Length != truth.Length)
        {
            throw new ArgumentException(
                $"{predictions.Labels.Length} predictions cannot be scored against {truth.Length} rows.",
                nameof(predictions));
        }

        var confusion = ConfusionMatrix.Count(predictions.Labels, truth, classCount);
        var ranking = predictions.Probabilities ?? predictions.Scores;
        var probabilities = predictions.Probabilities;
        return new TrialResult
        {
            Key = key,
            RealRows = realRows,
            SyntheticRows = syntheticRows,
            TestRows = truth.Length,
            Correct = confusion.Correct,
            Accuracy = (double)confusion.Correct / truth.Length,
            BalancedAccuracy = confusion.BalancedAccuracy,
            F1 = confusion.F1,
            RocAuc = ranking is null ? null : RocAuc.Of(ranking, truth, classCount),
            LogLoss = probabilities is null ? null : ProbabilityScores.LogLoss(probabilities, truth),
            Brier = probabilities is null ? null : ProbabilityScores.Brier(probabilities, truth),
            Confusion = confusion.Counts,
        };
    }
}

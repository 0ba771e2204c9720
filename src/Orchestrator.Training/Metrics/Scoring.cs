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
            Details = truth.Length > TestRowHits.MostRows
                ? null
                : new TrialDetails { Hits = TestRowHits.Write(predictions.Labels, truth) },
        };
    }

    /// <summary>Scores predicted numbers of the rows whose targets are <paramref name="truth"/>.</summary>
    /// <param name="key">The trial's key.</param>
    /// <param name="predictions">Numbers for m rows, in the target's unit.</param>
    /// <param name="truth">The m targets.</param>
    /// <param name="trainMse">
    /// <see cref="MeanSquaredError"/> of the training rows; null where it was not worked out.
    /// </param>
    /// <param name="realRows">Real rows that the model was trained on.</param>
    /// <param name="syntheticRows">Synthetic rows that the model was trained on.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many predictions as rows.</exception>
    /// <exception cref="TrainingException">A prediction is not a number.</exception>
    public static TrialResult ScoreNumbers(
        TrialKey key, Predictions predictions, double[] truth, double? trainMse, int realRows, int syntheticRows) =>
        new()
        {
            Key = key,
            RealRows = realRows,
            SyntheticRows = syntheticRows,
            TestRows = truth.Length,
            Correct = null,
            Accuracy = null,
            BalancedAccuracy = null,
            F1 = null,
            RocAuc = null,
            LogLoss = null,
            Brier = null,
            Confusion = [],
            Details = new TrialDetails
            {
                Regression = RegressionErrors.Of(ValuesOf(predictions, truth), truth, trainMse),
            },
        };

    /// <summary>The mean squared error of predicted numbers.</summary>
    /// <param name="predictions">Numbers for n rows.</param>
    /// <param name="truth">The n targets.</param>
    /// <exception cref="ArgumentException">There are no rows, or not as many predictions as rows.</exception>
    /// <exception cref="TrainingException">A prediction is not a number.</exception>
    public static double MeanSquaredError(Predictions predictions, double[] truth) =>
        RegressionErrors.MeanSquare(ValuesOf(predictions, truth), truth);

    private static double[] ValuesOf(Predictions predictions, double[] truth)
    {
        if (predictions.Values is not { } values || values.Length != truth.Length || truth.Length == 0)
        {
            throw new ArgumentException(
                $"{predictions.Values?.Length ?? 0} predicted numbers cannot be scored against {truth.Length} rows.",
                nameof(predictions));
        }

        var bad = Array.FindIndex(values, double.IsNaN);
        return bad < 0 ? values : throw new TrainingException($"The prediction for row {bad} is not a number.");
    }
}

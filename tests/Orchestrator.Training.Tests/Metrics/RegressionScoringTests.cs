using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Metrics;

namespace Orchestrator.Training.Tests.Metrics;

public sealed class RegressionScoringTests
{
    private static readonly TrialKey Key = new(Digest.Of("regression"u8));

    [Fact]
    public void Errors_are_worked_out_by_their_definitions()
    {
        // Errors 1, 0, -2, 1: squares sum to 6, sizes to 4. Targets 1 to 4 spread by 5 about their mean.
        var result = Scoring.ScoreNumbers(Key, Values(2, 2, 1, 5), [1, 2, 3, 4], 0.25, 100, 20);

        var scores = result.Details!.Regression!;
        Assert.Equal((1.5, 1.0, 0.25), (scores.Mse, scores.Mae, scores.TrainMse));
        Assert.Equal(1 - 6 / 5.0, scores.R2!.Value, 12);
        Assert.Equal((100, 20, 4), (result.RealRows, result.SyntheticRows, result.TestRows));
        Assert.Equal(
            (null, null, null, null, null, null, null),
            (result.Correct, result.Accuracy, result.BalancedAccuracy, result.F1, result.RocAuc, result.LogLoss,
                result.Brier));
        Assert.Empty(result.Confusion);
    }

    [Fact]
    public void Equal_targets_have_no_explained_variance() =>
        Assert.Null(Scoring.ScoreNumbers(Key, Values(2, 3), [2, 2], null, 1, 0).Details!.Regression!.R2);

    [Fact]
    public void What_is_no_prediction_is_not_scored()
    {
        var error = Assert.Throws<TrainingException>(() => Scoring.MeanSquaredError(Values(1, double.NaN), [1, 2]));
        Assert.Equal("The prediction for row 1 is not a number.", error.Message);
        Assert.Throws<ArgumentException>(() => Scoring.MeanSquaredError(Values(1), [1, 2]));
        Assert.Throws<ArgumentException>(() => Scoring.MeanSquaredError(new Predictions([0, 0], null), [1, 2]));
        Assert.Throws<ArgumentException>(() => Scoring.ScoreNumbers(Key, Values(), [], null, 1, 0));
    }

    private static Predictions Values(params double[] values) => new(new int[values.Length], null) { Values = values };
}

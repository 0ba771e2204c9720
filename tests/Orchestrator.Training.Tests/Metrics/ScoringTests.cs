using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Metrics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Metrics;

public sealed class ScoringTests
{
    private static readonly TrialKey Key = new(Digest.Of([1]));

    [Fact]
    public void Two_classes_score_as_counted_by_hand()
    {
        // Ranks of class 1: 0.9+ 0.6- 0.6+ 0.4- 0.2+ 0.1-: pairs won 3 + 2.5 + 1 of 9.
        var result = Score([1, 0, 1, 0, 1, 0], [0.9, 0.6, 0.6, 0.4, 0.2, 0.1]);
        Assert.Equal([2, 1, 1, 2], result.Confusion);
        Assert.Equal(4, result.Correct);
        Assert.Equal(4.0 / 6, result.Accuracy!.Value, 15);
        Assert.Equal(4.0 / 6, result.BalancedAccuracy!.Value, 15);
        Assert.Equal(4.0 / 6, result.F1!.Value, 15);
        Assert.Equal(6.5 / 9, result.RocAuc!.Value, 15);
        Assert.Equal(-(Math.Log(0.9 * 0.4 * 0.6 * 0.6 * 0.2 * 0.9) / 6), result.LogLoss!.Value, 14);
        Assert.Equal((0.01 + 0.36 + 0.16 + 0.16 + 0.64 + 0.01) / 6, result.Brier!.Value, 15);
        Assert.Equal((6, 10, 3), (result.TestRows, result.RealRows, result.SyntheticRows));
        Assert.Equal(result.Correct, TestRowHits.Read(result.Details!.Hits!, 6).Count(hit => hit));
    }

    [Fact]
    public void Three_classes_score_as_scikit_learn_scores_them()
    {
        // sklearn 1.2.1: t=[0,1,2,2,1,0,2];
        // p=[[.6,.3,.1],[.2,.5,.3],[.1,.2,.7],[.5,.1,.4],[.1,.45,.45],[.3,.4,.3],[0,0,1]]; l=argmax(p)
        // balanced_accuracy_score(t,l) f1_score(t,l,average='macro') roc_auc_score(t,p,multi_class='ovr') log_loss(t,p)
        var p = new Matrix(7, 3,
            [.6, .3, .1, .2, .5, .3, .1, .2, .7, .5, .1, .4, .1, .45, .45, .3, .4, .3, 0, 0, 1]);
        int[] labels = [0, 1, 2, 0, 1, 1, 2];
        var result = Scoring.Score(Key, new Predictions(labels, p), [0, 1, 2, 2, 1, 0, 2], 3, 10, 0);
        Assert.Equal([1, 1, 0, 0, 2, 0, 1, 0, 2], result.Confusion);
        Assert.Equal(0.7222222222222222, result.BalancedAccuracy!.Value, 14);
        Assert.Equal(0.7000000000000001, result.F1!.Value, 14);
        Assert.Equal(0.9388888888888888, result.RocAuc!.Value, 14);
        Assert.Equal(0.6399169972403618, result.LogLoss!.Value, 13);
        Assert.Equal((.26 + .38 + .14 + .62 + .515 + .74 + 0) / 7, result.Brier!.Value, 14);
    }

    [Fact]
    public void A_certain_error_costs_a_finite_log_loss()
    {
        // sklearn 1.2.1: log_loss([0,1],[[0,1],[0,1]]) = 18.021826694558577
        var result = Score([0, 1], [1, 1]);
        Assert.Equal(18.021826694558577, result.LogLoss!.Value, 12);
    }

    [Fact]
    public void Decision_values_give_an_area_and_no_probability_scores()
    {
        var scores = new Matrix(4, 2, [-3, 3, 2, -2, -1, 1, 0.5, -0.5]);
        var result = Scoring.Score(Key, new Predictions([1, 0, 1, 0], null, scores), [1, 0, 0, 1], 2, 1, 0);
        Assert.Equal(0.75, result.RocAuc);
        Assert.Null(result.LogLoss);
        Assert.Null(result.Brier);
    }

    [Fact]
    public void One_class_among_the_test_rows_has_no_area()
    {
        var result = Score([1, 1], [0.8, 0.3]);
        Assert.Null(result.RocAuc);
        Assert.Equal(0.5, result.BalancedAccuracy);
        Assert.Equal(2.0 / 3, result.F1!.Value, 15);
    }

    [Fact]
    public void Labels_alone_leave_out_what_needs_a_ranking()
    {
        var result = Scoring.Score(Key, new Predictions([0, 0], null), [0, 1], 2, 1, 0);
        Assert.Null(result.RocAuc);
        Assert.Equal(0, result.F1);
        Assert.Equal(0.5, result.Accuracy);
    }

    [Fact]
    public void A_class_that_never_occurs_is_left_out_of_the_means()
    {
        var result = Scoring.Score(Key, new Predictions([0, 1, 1, 0], null), [0, 1, 1, 1], 4, 1, 0);
        Assert.Equal((1 + 2.0 / 3) / 2, result.BalancedAccuracy!.Value, 15);
        Assert.Equal((2.0 / 3 + 0.8) / 2, result.F1!.Value, 15);
    }

    [Fact]
    public void Predictions_of_other_rows_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Scoring.Score(Key, new Predictions([0], null), [0, 1], 2, 1, 0));
        Assert.Throws<ArgumentException>(() => Scoring.Score(Key, new Predictions([], null), [], 2, 1, 0));
    }

    private static TrialResult Score(int[] truth, double[] second)
    {
        var p = new Matrix(truth.Length, 2, [.. second.SelectMany(s => new[] { 1 - s, s })]);
        var labels = Array.ConvertAll(second, s => s > 0.5 ? 1 : 0);
        return Scoring.Score(Key, new Predictions(labels, p), truth, 2, 10, 3);
    }
}

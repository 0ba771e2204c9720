using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Catalog;
using static Orchestrator.Reports.Tests.Comparisons.MadeUpSweep;

namespace Orchestrator.Reports.Tests.Comparisons;

/// <summary>Gains that something other than the generator explains.</summary>
public sealed class VerdictCausesTests
{
    private static readonly AlgorithmDescriptor Bayes = new("gaussian-nb", 1, "test", []);
    private static readonly AlgorithmDescriptor Forest = new("random-forest", 1, "test", []);

    [Fact]
    public void Gain_that_a_control_has_as_well_is_not_the_generators()
    {
        var scores = Of(p => 0.7 + (p.Arm == 0 ? 0 : 0.06) + 0.01 * Wobble(p), generators: [SampleSweep.Wgan, Duplicate]);
        var answer = SweepComparisons.Answer(scores);
        Assert.All(answer.Comparisons, c => Assert.Equal(BoostVerdict.HelpsLikeControl, c.Verdict));
        Assert.Equal([false, true], answer.Comparisons.Select(c => c.IsControl));
        Assert.Contains(answer.Comparisons[0].Notes, n => n.StartsWith("the control duplicate gains as much", StringComparison.Ordinal));
        Assert.Equal("wgan-gp", answer.Comparisons[answer.Verdicts[0].Best].Generator);
        Assert.Contains("a control gains as much: more rows did it, not the generator", answer.Verdicts[0].Text);
    }

    [Fact]
    public void Gain_that_no_control_has_is_the_generators()
    {
        var scores = Of(p => 0.7 + (p.Arm == 1 ? 0.06 : 0) + 0.01 * Wobble(p), generators: [SampleSweep.Wgan, Duplicate]);
        var answer = SweepComparisons.Answer(scores);
        Assert.Equal(BoostVerdict.Helps, answer.Comparisons[0].Verdict);
        Assert.NotEqual(BoostVerdict.HelpsLikeControl, answer.Comparisons[1].Verdict);
        Assert.Contains("P(better than duplicate) above 0.99", answer.Comparisons[0].Notes);
    }

    [Fact]
    public void Gain_of_the_control_alone_is_told_as_the_controls()
    {
        var scores = Of(p => 0.7 + (p.Arm == 2 ? 0.06 : 0) + 0.01 * Wobble(p), generators: [SampleSweep.Wgan, Duplicate]);
        var verdict = SweepComparisons.Answer(scores).Verdicts[0];
        Assert.Equal(BoostVerdict.HelpsLikeControl, verdict.Verdict);
        Assert.Contains("this is a control: more rows did it, no generator", verdict.Text);
    }

    [Fact]
    public void Gain_over_a_model_below_the_majority_line_repairs_it()
    {
        var scores = Of(p => 0.6 + 0.06 * p.Arm + 0.01 * Wobble(p)) with { Majority = [0.618] };
        var answer = SweepComparisons.Answer(scores);
        Assert.Equal(BoostVerdict.RepairsBrokenBaseline, answer.Comparisons[0].Verdict);
        Assert.Contains("no better than the most frequent class (0.618)", answer.Comparisons[0].Notes[0]);
        Assert.Contains("but it repairs a broken baseline: the unboosted model scores 0.", answer.Verdicts[0].Text);
    }

    [Fact]
    public void Gain_of_gaussian_nb_on_titanic_as_published_repairs_what_more_rows_broke()
    {
        // Unboosted 0.72 with a fifth of the rows, 0.67 with all of them; boosted 0.79. The others grow.
        double?[] bayes = [0.72, 0.67];
        double?[] forest = [0.75, 0.78];
        var scores = Of(
            p => (p.Model == 0 ? bayes : forest)[p.Fraction] + (p is { Arm: 1, Model: 0, Fraction: 1 } ? 0.12 : 0)
                + 0.01 * Wobble(p),
            fractions: [0.2, 1], models: [Bayes, Forest]);
        var answer = SweepComparisons.Answer(scores);
        var repaired = Assert.Single(answer.Comparisons, c => c.Verdict == BoostVerdict.RepairsBrokenBaseline);
        Assert.Equal(("gaussian-nb", 1.0), (repaired.Model, repaired.Fraction));
        Assert.Matches(
            @"the unboosted score falls from 0\.7\d\d with 20 % of the rows to 0\.6\d\d with 100 % \(−\d\.\d points, p .*\), "
            + @"while the other models' median goes by \+\d\.\d points", repaired.Notes[0]);
    }

    [Theory]
    [InlineData(0.67, BoostVerdict.RepairsBrokenBaseline)]
    [InlineData(0.76, BoostVerdict.Helps)]
    public void Gain_of_a_model_far_below_the_others_with_the_same_rows_repairs_it(double own, BoostVerdict expected)
    {
        var scores = Of(
            p => (p.Model == 0 ? own : 0.79) + (p is { Arm: 1, Model: 0 } ? 0.12 : 0) + 0.01 * Wobble(p),
            generators: [SampleSweep.Wgan, Duplicate], models: [Bayes, Forest, SampleSweep.Knn]);
        var gained = SweepComparisons.Answer(scores).Comparisons.First(c => c.Model == "gaussian-nb");
        Assert.Equal(expected, gained.Verdict);
        if (expected == BoostVerdict.RepairsBrokenBaseline)
            Assert.Matches(@"scores 0\.6\d\d, the other models' median with the same rows is better by 1\d\.?\d* points", gained.Notes[0]);
    }

    [Fact]
    public void Gain_where_all_models_fall_alike_is_not_a_broken_baseline()
    {
        var scores = Of(
            p => (p.Fraction == 0 ? 0.75 : 0.70) + (p is { Arm: 1, Model: 0 } ? 0.08 : 0) + 0.01 * Wobble(p),
            fractions: [0.2, 1], models: [Bayes, Forest, SampleSweep.Knn]);
        Assert.DoesNotContain(
            SweepComparisons.Answer(scores).Comparisons, c => c.Verdict == BoostVerdict.RepairsBrokenBaseline);
    }

    [Fact]
    public void Gain_of_every_seed_on_the_same_few_test_rows_is_not_evidence()
    {
        // Seven rows are won and four are lost by every seed, one more is won by one: the seeds agree to a hair.
        var scores = Of(p => Hits(p).Count(hit => hit) / 262.0) with { Hits = Hits };
        var comparison = SweepComparisons.Answer(scores).Comparisons[0];
        Assert.True(comparison.P < 0.05);
        Assert.Equal(BoostVerdict.NoEvidence, comparison.Verdict);
        Assert.Equal(comparison.McNemarP, comparison.AdjustedP);
        Assert.Contains(comparison.Notes, n => n.StartsWith(
            "8 test rows are won and 4 lost: row by row the one test set does not bear it out", StringComparison.Ordinal));

        static bool[] Hits(TrialPlace p) => [.. Enumerable.Range(0, 262).Select(row =>
            p.Arm == 0 ? row < 200 : row is >= 4 and < 207 || (row == 207 && p.Seed == 0))];
    }

    [Fact]
    public void Rows_of_splits_of_their_own_are_not_compared()
    {
        var scores = Of(p => 0.7 + 0.06 * p.Arm + 0.01 * Wobble(p), perSeed: true) with
        {
            Hits = _ => throw new InvalidOperationException("asked for hits"),
        };
        var comparison = SweepComparisons.Answer(scores).Comparisons[0];
        Assert.Equal((null, BoostVerdict.Helps), (comparison.McNemarP, comparison.Verdict));
        Assert.DoesNotContain(comparison.Notes, n => n.StartsWith("one split", StringComparison.Ordinal));
    }
}

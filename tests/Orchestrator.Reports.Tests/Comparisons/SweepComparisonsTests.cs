using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Statistics.Paired;
using static Orchestrator.Reports.Tests.Comparisons.MadeUpSweep;

namespace Orchestrator.Reports.Tests.Comparisons;

public sealed class SweepComparisonsTests
{
    [Fact]
    public void Comparison_of_pairs_has_the_numbers_of_the_tests()
    {
        var scores = Of(p => 0.8 + (p.Arm == 0 ? 0 : 0.004) + 0.01 * Wobble(p));
        var comparison = Assert.Single(SweepComparisons.Answer(scores).Comparisons);
        double[] gains = [.. Enumerable.Range(0, 10).Select(s =>
            scores.Score(new(0, 1, 0, s))!.Value - scores.Score(new(0, 0, 0, s))!.Value)];
        var test = CorrectedTTest.Of(gains, 262, 1047);
        Assert.Equal((test.Mean, test.Low, test.High, test.P),
            (comparison.Gain, comparison.Low, comparison.High, comparison.P));
        Assert.Equal(comparison.P, comparison.AdjustedP);
        var region = BayesianCorrelatedTTest.Of(gains, 262, 1047, 0.01);
        Assert.Equal((region.Helps, region.Same, region.Hurts),
            (comparison.ProbabilityHelps, comparison.ProbabilitySame, comparison.ProbabilityHurts));
        Assert.Equal((10, 0, 1047, "wgan-gp", 0.2, false),
            (comparison.Pairs, comparison.MissingPairs, comparison.TrainingRows, comparison.Generator, comparison.Boost,
                comparison.Replaces));
        Assert.Equal(comparison.Gain!.Value, comparison.Boosted!.Value - comparison.Baseline!.Value, 12);
    }

    [Fact]
    public void Gain_of_a_loss_is_its_decrease_and_the_region_a_share_of_it()
    {
        var scores = Of(p => (p.Arm == 0 ? 0.5 : 0.4) + 0.01 * Wobble(p), metric: "log-loss");
        var answer = SweepComparisons.Answer(scores);
        var comparison = answer.Comparisons[0];
        Assert.InRange(comparison.Gain!.Value, 0.08, 0.12);
        Assert.Equal(BoostVerdict.Helps, comparison.Verdict);
        Assert.Contains(" log-loss (+ is better)", answer.Verdicts[0].Text);
        Assert.DoesNotContain("points", answer.Verdicts[0].Text);
        // A gain of 0.004 is less than 1 % of 0.5.
        var small = Of(p => (p.Arm == 0 ? 0.5 : 0.4985) + 0.0005 * Wobble(p), metric: "log-loss");
        Assert.Equal(BoostVerdict.Same, SweepComparisons.Answer(small).Comparisons[0].Verdict);
    }

    [Fact]
    public void Verdict_of_a_clear_gain_is_that_it_helps_and_notes_that_no_control_was_run()
    {
        var answer = SweepComparisons.Answer(Of(p => 0.7 + (p.Arm == 0 ? 0 : 0.06) + 0.01 * Wobble(p)));
        Assert.Equal(BoostVerdict.Helps, answer.Comparisons[0].Verdict);
        Assert.Contains("no control was run", answer.Comparisons[0].Notes);
        Assert.Contains(answer.Comparisons[0].Notes, n => n.StartsWith("one split", StringComparison.Ordinal));
        Assert.Matches(
            @"^wgan-gp \+20 % on titanic, logreg: \+\d\.\d points, 95 % \+\d\.\d … \+\d\.\d, it helps "
            + @"\(adjusted p .*\), by the seeds of one split alone: a split with seed: per-seed would show whether it holds\. "
            + @"It is the only comparison of this model\.$", answer.Verdicts[0].Text);
    }

    [Fact]
    public void Verdict_of_a_clear_loss_is_that_it_hurts()
    {
        var answer = SweepComparisons.Answer(Of(p => 0.7 - (p.Arm == 0 ? 0 : 0.06) + 0.01 * Wobble(p)));
        Assert.Equal(BoostVerdict.Hurts, answer.Verdicts[0].Verdict);
        Assert.Contains("−", answer.Verdicts[0].Text);
        Assert.DoesNotContain("-6", answer.Verdicts[0].Text);
    }

    [Fact]
    public void Verdict_of_nothing_but_noise_is_no_evidence_and_says_how_many_seeds_it_would_take()
    {
        var wide = SweepComparisons.Answer(Of(p => 0.7 + 0.03 * Wobble(p)));
        Assert.Equal(BoostVerdict.NoEvidence, wide.Verdicts[0].Verdict);
        Assert.Null(wide.Comparisons[0].SeedsNeeded);
        Assert.Matches(
            @"^wgan-gp \+20 % on titanic, logreg: [+−]\d\.\d points, 95 % −\d\.\d … \+\d\.\d, no evidence of help "
            + @"\(P\(same\) 0\.\d\d\); no number of seeds would show 0\.5 points on this one split: more test rows, or a split "
            + @"with seed: per-seed, may\. It is the only comparison of this model\.$", wide.Verdicts[0].Text);

        // Two seeds of a small spread: the interval is wide, but more seeds would do.
        var narrow = SweepComparisons.Answer(Of(p => p.Arm == 0 ? 0.7 : p.Seed == 0 ? 0.7 : 0.704, seeds: 2));
        Assert.Equal(BoostVerdict.NoEvidence, narrow.Verdicts[0].Verdict);
        Assert.Contains(
            $"you would need about {narrow.Comparisons[0].SeedsNeeded} seeds to see 0.5 points", narrow.Verdicts[0].Text);
    }

    [Fact]
    public void Verdict_of_practically_equal_scores_is_the_same()
    {
        var answer = SweepComparisons.Answer(Of(p => 0.7 + (p.Arm == 0 ? 0 : 0.001) + 0.0005 * Wobble(p)));
        Assert.Equal(BoostVerdict.Same, answer.Verdicts[0].Verdict);
        var equal = SweepComparisons.Answer(Of(_ => 0.7));
        Assert.Equal((BoostVerdict.Same, 0, 1), (equal.Verdicts[0].Verdict, equal.Comparisons[0].Gain, equal.Comparisons[0].P));
    }

    [Fact]
    public void Verdict_of_one_pair_and_of_none_is_too_few()
    {
        var one = SweepComparisons.Answer(Of(p => p.Seed == 3 ? 0.7 + 0.1 * p.Arm : null));
        var comparison = one.Comparisons[0];
        Assert.Equal((BoostVerdict.TooFew, 1, 9), (comparison.Verdict, comparison.Pairs, comparison.MissingPairs));
        Assert.Equal((null, null, null), (comparison.P, comparison.Low, comparison.ProbabilityHelps));
        Assert.Equal(0.1, comparison.Gain!.Value, 12);
        Assert.Contains("9 of 10 seeds lack a score", comparison.Notes);
        var none = SweepComparisons.Answer(Of(_ => null) with { TrainingRows = [0], TestRows = 0 });
        Assert.Equal((BoostVerdict.TooFew, 0, null),
            (none.Comparisons[0].Verdict, none.Comparisons[0].Pairs, none.Comparisons[0].Gain));
        Assert.Contains("no pair of scores yet", none.Verdicts[0].Text);
    }

    [Fact]
    public void Verdict_of_a_constant_gain_is_no_evidence_since_the_noise_is_unknown()
    {
        var comparison = SweepComparisons.Answer(Of(p => 0.7 + 0.05 * p.Arm)).Comparisons[0];
        Assert.Equal((BoostVerdict.NoEvidence, null, null), (comparison.Verdict, comparison.P, comparison.Low));
        Assert.Contains("every seed gives the same gain: the seeds say nothing of the noise", comparison.Notes);
    }

    [Fact]
    public void Verdict_with_an_infinite_score_is_no_evidence_and_says_so()
    {
        var comparison = SweepComparisons.Answer(Of(
            p => p is { Arm: 1, Seed: 2 } ? double.PositiveInfinity : 0.4 + 0.01 * Wobble(p), metric: "log-loss")).Comparisons[0];
        Assert.Equal((BoostVerdict.NoEvidence, null), (comparison.Verdict, comparison.Gain));
        Assert.Contains("a score is infinite: there is no mean gain", comparison.Notes);
    }

    [Fact]
    public void Family_of_a_model_is_corrected_and_models_are_families_of_their_own()
    {
        var scores = Of(
            p => 0.7 + 0.01 * p.Arm + 0.01 * Wobble(p), boosts: [0, 0.2, 1, 3], models: [SampleSweep.Logreg, SampleSweep.Knn]);
        var answer = SweepComparisons.Answer(scores);
        Assert.Equal(6, answer.Comparisons.Count);
        foreach (var family in answer.Comparisons.GroupBy(c => c.Model))
        {
            var sorted = family.OrderBy(c => c.P).ToList();
            Assert.Equal(3, sorted.Count);
            Assert.Equal(Math.Min(1, 3 * sorted[0].P!.Value), sorted[0].AdjustedP!.Value, 12);
        }

        Assert.Equal(2, answer.Verdicts.Count);
        Assert.All(answer.Verdicts, v => Assert.Equal(v.Model, answer.Comparisons[v.Best].Model));
        Assert.All(answer.Verdicts, v => Assert.Contains("Chosen from 3 comparisons of this model", v.Text));
        Assert.All(answer.Verdicts, v => Assert.Contains(
            answer.Comparisons[v.Best].Notes, n => n.StartsWith("chosen from 3 comparisons", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sweep_without_boost_or_without_unboosted_trials_has_no_comparisons()
    {
        Assert.Empty(SweepComparisons.Answer(Of(_ => 0.7, boosts: [0])).Verdicts);
        Assert.Empty(SweepComparisons.Answer(Of(_ => 0.7, boosts: [0.2, 1])).Comparisons);
        Assert.Throws<ArgumentException>(() => SweepComparisons.Answer(Of(_ => 0.7) with { TrainingRows = [] }));
    }

    [Fact]
    public void Joined_answers_point_into_the_joined_comparisons_with_what_matters_first()
    {
        var dull = SweepComparisons.Answer(Of(p => 0.7 + 0.03 * Wobble(p)));
        var good = SweepComparisons.Answer(Of(p => 0.7 + 0.06 * p.Arm + 0.01 * Wobble(p)) with { Sweep = "ba9876543210" });
        var joined = SweepComparisons.Join([dull, good]);
        Assert.Equal([BoostVerdict.Helps, BoostVerdict.NoEvidence], joined.Verdicts.Select(v => v.Verdict));
        Assert.All(joined.Verdicts, v => Assert.Equal(v.Sweep, joined.Comparisons[v.Best].Sweep));
    }

    [Fact]
    public void Names_of_choices_tell_those_of_one_algorithm_apart()
    {
        var wgan = SampleSweep.Wgan.WithDefaults();
        var longer = wgan with { Settings = wgan.Settings.With("epochs", "100") };
        Assert.Equal(["wgan-gp"], ChoiceNames.Of([longer]));
        Assert.Equal(["wgan-gp (epochs=10)", "dcgan", "wgan-gp (epochs=100)"],
            ChoiceNames.Of([wgan, SampleSweep.Dcgan.WithDefaults(), longer]));
    }
}

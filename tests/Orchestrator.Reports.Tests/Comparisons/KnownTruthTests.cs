using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Statistics.Corrections;
using Orchestrator.Statistics.Power;
using Orchestrator.Sweeps.Catalog;
using static Orchestrator.Reports.Tests.Comparisons.MadeUpSweep;

namespace Orchestrator.Reports.Tests.Comparisons;

/// <summary>
/// Sweeps of which the truth is known, through the comparisons that the report is made of. Fixed seeds: the rates are
/// the same on every machine.
/// </summary>
public sealed class KnownTruthTests(ITestOutputHelper output)
{
    private const int Sweeps = 2_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verdicts_of_sweeps_without_any_effect_claim_a_gain_in_at_most_5_of_100(bool perSeed)
    {
        var (verdicts, sweeps, seedsAlone, comparisons) = (0, 0, 0, 0);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var answer = SweepComparisons.Answer(SimulatedStudy.Draw(sweep, perSeed));
            Assert.Equal(2, answer.Verdicts.Count);
            var claims = answer.Verdicts.Count(v => IsClaim(v.Verdict));
            verdicts += claims;
            sweeps += claims > 0 ? 1 : 0;
            comparisons += answer.Comparisons.Count(c => IsClaim(c.Verdict));
            seedsAlone += answer.Comparisons.GroupBy(c => c.Model).Count(ClaimsBySeedsAlone);
        }

        output.WriteLine($"{(perSeed ? "Own splits" : "One split")}: {verdicts} of {2 * Sweeps} verdicts, {sweeps} of {Sweeps} "
            + $"sweeps, {comparisons} of {24 * Sweeps} comparisons claim a gain; by the seeds alone {seedsAlone} verdicts.");
        Assert.InRange(verdicts, 0, 0.05 * 2 * Sweeps);
        Assert.InRange(sweeps, 0, 0.05 * Sweeps);
    }

    [Fact]
    public void Gain_of_two_points_is_seen_as_often_as_the_power_says()
    {
        // Gains with the correlation that the test assumes, spread so that power is near a half, four fifths, nearly one.
        foreach (var deviation in new[] { 0.016, 0.0115, 0.0085 })
        {
            var predicted = SeedPower.Of(0.02, deviation, 10, 262, 1047);
            var seen = Enumerable.Range(0, Sweeps)
                .Count(sweep => SweepComparisons.Answer(Correlated(sweep, deviation, [0, 0.2], _ => 0.02))
                    .Verdicts[0].Verdict == BoostVerdict.Helps);
            output.WriteLine($"Deviation {deviation}: {seen} of {Sweeps} seen, predicted {predicted:0.000}.");
            var error = Math.Sqrt(predicted * (1 - predicted) / Sweeps);
            Assert.InRange(seen / (double)Sweeps, predicted - 3.5 * error, predicted + 3.5 * error);
        }
    }

    [Fact]
    public void Gain_of_nothing_is_claimed_as_often_as_the_level_says_where_the_noise_is_as_assumed()
    {
        // Two-sided 5 %: half of it are gains. Not only at most: else the test would be weaker than it could be.
        var claimed = Enumerable.Range(0, Sweeps).Count(sweep => IsClaim(SweepComparisons.Answer(
            Correlated(sweep + 3 * Sweeps, 0.016, [0, 0.2], _ => 0)).Verdicts[0].Verdict));
        output.WriteLine($"{claimed} of {Sweeps} claim a gain where there is none.");
        var error = Math.Sqrt(0.025 * 0.975 / Sweeps);
        Assert.InRange(claimed / (double)Sweeps, 0.025 - 3.5 * error, 0.025 + 3.5 * error);
    }

    [Fact]
    public void Gain_of_two_points_among_others_is_seen_as_often_as_Holms_bounds_say()
    {
        // One arm of four gains: its power lies between that at a quarter of the level and that at the level itself.
        const double Deviation = 0.0115;
        var seen = 0;
        var false2 = 0;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var answer = SweepComparisons.Answer(
                Correlated(sweep + 7 * Sweeps, Deviation, [0, 0.2, 0.5, 1, 2], arm => arm == 2 ? 0.02 : 0));
            seen += answer.Comparisons[1].Verdict == BoostVerdict.Helps ? 1 : 0;
            false2 += answer.Comparisons.Where((c, i) => i != 1 && IsClaim(c.Verdict)).Any() ? 1 : 0;
        }

        var low = SeedPower.Of(0.02, Deviation, 10, 262, 1047, 0.05 / 4);
        var high = SeedPower.Of(0.02, Deviation, 10, 262, 1047);
        output.WriteLine($"{seen} of {Sweeps} seen, predicted {low:0.000} to {high:0.000}; {false2} false claims beside.");
        var error = 3.5 * Math.Sqrt(0.25 / Sweeps);
        Assert.InRange(seen / (double)Sweeps, low - error, high + error);
        Assert.InRange(false2, 0, 0.05 * Sweeps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gain_of_two_points_row_by_row_is_mostly_unseen_on_one_split_and_the_claims_are_of_the_right_generator(bool perSeed)
    {
        const int Some = 300;
        var (right, wrong, hurts) = (0, 0, 0);
        for (var sweep = 0; sweep < Some; sweep++)
        {
            var answer = SweepComparisons.Answer(SimulatedStudy.Draw(sweep, perSeed, effect: 0.02));
            foreach (var comparison in answer.Verdicts.Select(v => answer.Comparisons[v.Best]))
            {
                right += comparison.Verdict == BoostVerdict.Helps && comparison.Generator == "wgan-gp" ? 1 : 0;
                wrong += comparison.Verdict == BoostVerdict.Helps && comparison.Generator != "wgan-gp" ? 1 : 0;
                hurts += comparison.Verdict == BoostVerdict.Hurts ? 1 : 0;
            }
        }

        output.WriteLine(
            $"{(perSeed ? "Own splits" : "One split")}: of {2 * Some} verdicts {right} praise wgan-gp, {wrong} another; {hurts} hurt.");
        Assert.InRange(wrong, 0, 0.025 * 2 * Some);
        Assert.Equal(0, hurts);
    }

    private static bool IsClaim(BoostVerdict verdict) => verdict is BoostVerdict.Helps or BoostVerdict.HelpsLikeControl
        or BoostVerdict.RepairsBrokenBaseline;

    // What the corrected t-test would claim without a look at the rows of the one test set.
    private static bool ClaimsBySeedsAlone(IEnumerable<BoostComparison> family)
    {
        var all = family.ToList();
        return Holm.Adjust([.. all.Select(c => c.P)]).Zip(all)
            .Any(c => c is { First: < 0.05, Second: { Gain: > 0, ProbabilitySame: < 0.95 } });
    }

    /// <summary>
    /// A sweep whose gains are normal with this deviation within it, and correlated as Nadeau and Bengio assume:
    /// ρ = n_test ÷ (n_test + n_train).
    /// </summary>
    private static SweepScores Correlated(int seed, double deviation, double[] boosts, Func<int, double> effect)
    {
        var random = new Random(seed);
        var whole = deviation * Math.Sqrt(262 / 1047.0);
        double[] shared = [.. boosts.Select(_ => whole * Normal(random))];
        var scores = new Dictionary<TrialPlace, double>();
        for (var trial = 0; trial < 10; trial++)
        {
            var unboosted = 0.78 + 0.02 * Normal(random);
            scores[new(0, 0, 0, trial)] = unboosted;
            for (var arm = 1; arm < boosts.Length; arm++)
                scores[new(0, arm, 0, trial)] = unboosted + effect(arm) + shared[arm] + deviation * Normal(random);
        }

        return Of(place => scores[place], boosts: boosts, perSeed: true, models: [Forest]);
    }

    private static readonly AlgorithmDescriptor Forest = new("random-forest", 1, "test", []);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

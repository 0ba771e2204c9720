using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Ranks;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Ranks;

public sealed class BayesianSignedRankTests
{
    [Fact]
    public void Test_of_reference_samples_agrees_with_numpy_within_the_Monte_Carlo_error()
    {
        foreach (var expected in ReferenceValues.Of("signedRank"))
        {
            var result = BayesianSignedRank.Of(
                expected.Numbers("sample"), expected.Number("rope"), samples: 200_000);
            AssertNear(expected.Number("helps"), result.Helps);
            AssertNear(expected.Number("same"), result.Same);
            AssertNear(expected.Number("hurts"), result.Hurts);
        }

        // Five standard errors of the difference of 400,000 and 200,000 draws.
        static void AssertNear(double expected, double? actual) => Assert.InRange(
            actual!.Value - expected, -Margin(expected), Margin(expected));

        static double Margin(double p) => 5 * Math.Sqrt(Math.Max(p * (1 - p), 1e-5) * (1 / 4e5 + 1 / 2e5));
    }

    [Fact]
    public void Test_of_one_gain_agrees_with_the_exact_probability()
    {
        // Same has w_0² of the weight: the most where w_0 > √½. w_0 is beta(s, 1), so P(w_0 ≤ x) = x^s.
        var exact = Math.Pow(Math.Sqrt(0.5), BayesianSignedRank.PriorStrength);
        var result = BayesianSignedRank.Of([1], 0, samples: 200_000);
        Assert.InRange(result.Helps!.Value, exact - 0.004, exact + 0.004);
        Assert.Equal(0, result.Hurts);
    }

    [Fact]
    public void Test_of_equal_input_gives_equal_answers_and_the_seed_counts()
    {
        double[] gains = [0.02, -0.01, 0.013];
        Assert.Equal(BayesianSignedRank.Of(gains, 0.01), BayesianSignedRank.Of(gains, 0.01));
        Assert.NotEqual(BayesianSignedRank.Of(gains, 0.01), BayesianSignedRank.Of(gains, 0.01, seed: 1));
    }

    [Fact]
    public void Test_of_no_differences_is_certain_that_they_are_the_same() =>
        Assert.Equal(new(0, 1, 0, Limitation.None), BayesianSignedRank.Of([0, 0, 0], 0));

    [Fact]
    public void Test_of_too_little_gives_nothing_and_says_why()
    {
        Assert.Equal(new(null, null, null, Limitation.NoData), BayesianSignedRank.Of([], 0.01));
        Assert.Equal(new(null, null, null, Limitation.NotFinite), BayesianSignedRank.Of([double.NaN], 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianSignedRank.Of([1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianSignedRank.Of([1], 0, samples: 0));
    }

    [Fact]
    public void Test_of_any_gains_gives_probabilities_that_sum_to_one_and_mirror_with_the_sign() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Choose(-50, 50).Select(v => v / 1000.0)).ToArbitrary(), gains =>
        {
            var result = BayesianSignedRank.Of([.. gains], 0.01, samples: 2_000);
            var mirrored = BayesianSignedRank.Of([.. gains.Select(v => -v)], 0.01, seed: 3, samples: 2_000);
            return Math.Abs(result.Helps!.Value + result.Same!.Value + result.Hurts!.Value - 1) < 1e-9
                && Math.Abs(result.Helps.Value - mirrored.Hurts!.Value) < 0.09; // six standard errors
        }).QuickCheckThrowOnFailure();
}

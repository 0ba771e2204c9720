using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Paired;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Paired;

public sealed class BayesianCorrelatedTTestTests
{
    [Fact]
    public void Test_of_reference_samples_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("correlatedT"))
        {
            var result = BayesianCorrelatedTTest.Of(
                expected.Numbers("sample"), expected.Number("test"), expected.Number("train"), expected.Number("rope"));
            ReferenceValues.AssertClose(expected.Number("helps"), result.Helps, "helps");
            ReferenceValues.AssertClose(expected.Number("same"), result.Same, "same");
            ReferenceValues.AssertClose(expected.Number("hurts"), result.Hurts, "hurts");
        }
    }

    [Fact]
    public void Test_without_region_agrees_with_the_corrected_t_test()
    {
        double[] gains = [0.01, -0.004, 0.02, 0.013, 0.007];
        var p = CorrectedTTest.Of(gains, 20, 80).P!.Value;
        Assert.Equal(p / 2, BayesianCorrelatedTTest.Of(gains, 20, 80, 0).Hurts!.Value, 12);
    }

    [Theory]
    [InlineData(0.02, 1, 0, 0)]
    [InlineData(0.01, 0, 1, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(-0.02, 0, 0, 1)]
    public void Test_of_equal_gains_is_certain_and_says_that_there_is_no_variance(
        double gain, double helps, double same, double hurts) => Assert.Equal(
        new RegionProbabilities(helps, same, hurts, Limitation.NoVariance),
        BayesianCorrelatedTTest.Of([gain, gain], 20, 80, 0.01));

    [Fact]
    public void Test_of_too_little_gives_nothing_and_says_why()
    {
        Assert.Equal(new(null, null, null, Limitation.NoData), BayesianCorrelatedTTest.Of([], 20, 80, 0.01));
        Assert.Equal(new(null, null, null, Limitation.TooFew), BayesianCorrelatedTTest.Of([1], 20, 80, 0.01));
        Assert.Equal(
            new(null, null, null, Limitation.NotFinite), BayesianCorrelatedTTest.Of([1, double.NaN], 20, 80, 0.01));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Test_with_no_region_is_refused(double rope) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianCorrelatedTTest.Of([1, 2], 20, 80, rope));

    [Fact]
    public void Test_of_any_sample_gives_probabilities_that_sum_to_one_and_mirror_with_the_sign() =>
        Prop.ForAll(CorrectedTTestTests.AnySample, sample =>
        {
            var result = BayesianCorrelatedTTest.Of(sample, 20, 80, 0.5);
            var mirrored = BayesianCorrelatedTTest.Of([.. sample.Select(v => -v)], 20, 80, 0.5);
            if (sample.Length < 2)
                return result.Helps is null;
            return result is { Helps: >= 0 and <= 1, Same: >= 0 and <= 1, Hurts: >= 0 and <= 1 }
                && Math.Abs(result.Helps.Value + result.Same.Value + result.Hurts.Value - 1) < 1e-9
                && Math.Abs(result.Helps.Value - mirrored.Hurts!.Value) < 1e-9;
        }).QuickCheckThrowOnFailure();
}

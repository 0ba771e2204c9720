using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Paired;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Paired;

public sealed class CorrectedTTestTests
{
    [Fact]
    public void Test_of_reference_samples_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("correctedT"))
        {
            var sample = expected.Numbers("sample");
            var result = CorrectedTTest.Of(
                sample, expected.Number("test"), expected.Number("train"), expected.Number("level"));
            ReferenceValues.AssertClose(expected.Number("mean"), result.Mean, "mean");
            ReferenceValues.AssertClose(expected.Number("error"), result.StandardError, "error");
            ReferenceValues.AssertClose(expected.Number("t"), result.T, "t");
            ReferenceValues.AssertClose(expected.Number("p"), result.P, "p");
            ReferenceValues.AssertClose(expected.Number("low"), result.Low, "low");
            ReferenceValues.AssertClose(expected.Number("high"), result.High, "high");
            ReferenceValues.AssertClose(expected.Number("d"), PairedEffect.CohensD(sample), "d");
            Assert.Equal(Limitation.None, result.Limitation);
        }
    }

    [Fact]
    public void Test_without_differences_gives_nothing_and_says_so() => Assert.Equal(
        new CorrectedTTestResult(0, null, null, null, null, null, null, null, Limitation.NoData),
        CorrectedTTest.Of([], 10, 40));

    [Fact]
    public void Test_of_one_difference_gives_its_value_alone() => Assert.Equal(
        new CorrectedTTestResult(1, 0.02, null, null, null, null, null, null, Limitation.TooFew),
        CorrectedTTest.Of([0.02], 10, 40));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Test_of_what_is_not_finite_gives_nothing_and_says_so(double value)
    {
        var result = CorrectedTTest.Of([0.1, value, 0.2], 10, 40);
        Assert.Equal((Limitation.NotFinite, null, null, null), (result.Limitation, result.Mean, result.P, result.Low));
        Assert.Null(PairedEffect.CohensD([0.1, value]));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.02, 0.0)]
    [InlineData(-0.02, 0.0)]
    public void Test_of_equal_differences_gives_the_limit_and_says_that_there_is_no_variance(double value, double p)
    {
        var result = CorrectedTTest.Of([value, value, value], 10, 40);
        Assert.Equal(Limitation.NoVariance, result.Limitation);
        Assert.Equal((value, value, value, p), (result.Mean, result.Low, result.High, result.P));
        Assert.Equal(value == 0 ? 0 : value * double.PositiveInfinity, result.T);
        Assert.Null(PairedEffect.CohensD([value, value, value]));
    }

    [Fact]
    public void Test_of_differences_that_differ_by_rounding_finds_no_variance() => Assert.Equal(
        Limitation.NoVariance, CorrectedTTest.Of([0.81 - 0.79, 0.82 - 0.80, 0.52 - 0.50], 10, 40).Limitation);

    [Theory]
    [InlineData(-1, 10, 0.95)]
    [InlineData(1, 0, 0.95)]
    [InlineData(double.NaN, 10, 0.95)]
    [InlineData(1, double.PositiveInfinity, 0.95)]
    [InlineData(1, 10, 0)]
    [InlineData(1, 10, 1)]
    [InlineData(1, 10, double.NaN)]
    public void Test_with_arguments_out_of_range_is_refused(double test, double train, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrectedTTest.Of([1, 2], test, train, level));

    [Fact]
    public void Test_of_any_sample_mirrors_with_the_sign_and_holds_its_mean() => Prop.ForAll(AnySample, sample =>
    {
        var result = CorrectedTTest.Of(sample, 20, 80);
        var mirrored = CorrectedTTest.Of([.. sample.Select(v => -v)], 20, 80);
        if (sample.Length < 2)
            return result.P is null;
        return result.P is >= 0 and <= 1 && result.P == mirrored.P && result.Low <= result.Mean
            && result.Mean <= result.High && Math.Abs(result.Low!.Value + mirrored.High!.Value) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Test_of_any_sample_is_more_careful_than_the_plain_test() => Prop.ForAll(AnySample, sample =>
        CorrectedTTest.Of(sample, 20, 80).P is not { } p || p >= CorrectedTTest.Of(sample, 0, 80).P)
        .QuickCheckThrowOnFailure();

    internal static Arbitrary<double[]> AnySample { get; } =
        Gen.ArrayOf(Gen.Choose(-1000, 1000).Select(v => v / 100.0)).ToArbitrary();
}

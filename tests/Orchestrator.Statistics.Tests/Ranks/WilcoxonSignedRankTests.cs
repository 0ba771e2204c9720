using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Ranks;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Paired;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Ranks;

public sealed class WilcoxonSignedRankTests
{
    [Fact]
    public void Test_of_reference_samples_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("wilcoxon"))
        {
            var zeros = Enum.Parse<ZeroDifferences>(expected.GetProperty("zeros").GetString()!);
            var result = WilcoxonSignedRank.Of(expected.Numbers("sample"), zeros);
            Assert.Equal(expected.GetProperty("exact").GetBoolean(), result.IsExact);
            ReferenceValues.AssertClose(
                expected.Number("statistic"), Math.Min(result.Positive, result.Negative), expected.ToString());
            ReferenceValues.AssertClose(expected.Number("p"), result.P, expected.ToString());
        }
    }

    [Fact]
    public void Test_of_Demsars_example_gives_his_rank_sums()
    {
        var result = WilcoxonSignedRank.Of(DemsarExample.Differences, ZeroDifferences.Split);
        Assert.Equal((14, 93.0, 12.0), (result.Count, result.Positive, result.Negative));
        Assert.True(result.P < 0.05); // "we reject the null hypothesis"
    }

    [Theory]
    [InlineData(ZeroDifferences.Dropped, 0)]
    [InlineData(ZeroDifferences.Split, 3)]
    public void Test_where_nothing_differs_gives_p_of_one_and_says_so(ZeroDifferences zeros, int count)
    {
        var result = WilcoxonSignedRank.Of([0, 0, 0], zeros);
        Assert.Equal((count, 1.0, Limitation.NoDifferences), (result.Count, result.P, result.Limitation));
    }

    [Fact]
    public void Test_of_too_little_gives_nothing_and_says_why()
    {
        Assert.Equal((null, Limitation.NoData), (WilcoxonSignedRank.Of([]).P, WilcoxonSignedRank.Of([]).Limitation));
        var infinite = WilcoxonSignedRank.Of([1, double.PositiveInfinity]);
        Assert.Equal((null, Limitation.NotFinite), (infinite.P, infinite.Limitation));
        Assert.Equal(1, WilcoxonSignedRank.Of([0.3]).P);
        Assert.Equal(1.0 / 16, WilcoxonSignedRank.Of([1, 2, 3, 4, 5]).P);
    }

    [Fact]
    public void Test_of_any_sample_mirrors_with_the_sign() => Prop.ForAll(CorrectedTTestTests.AnySample, sample =>
    {
        var result = WilcoxonSignedRank.Of(sample);
        var mirrored = WilcoxonSignedRank.Of([.. sample.Select(v => -v)]);
        return sample.Length == 0
            || (result.P is > 0 and <= 1 && Math.Abs(result.P.Value - mirrored.P!.Value) < 1e-12
                && result.Positive == mirrored.Negative
                && result.Positive + result.Negative == result.Count * (result.Count + 1) / 2.0);
    }).QuickCheckThrowOnFailure();
}

using Orchestrator.Statistics.Ranks;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Ranks;

public sealed class FriedmanTestTests
{
    [Fact]
    public void Test_of_reference_scores_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("friedman"))
        {
            double[][] scores = [.. expected.GetProperty("scores").EnumerateArray()
                .Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
            var result = FriedmanTest.OfScores(scores);
            ReferenceValues.AssertClose(expected.Number("chi"), result.ChiSquare, "chi-square");
            ReferenceValues.AssertClose(expected.Number("chip"), result.ChiSquareP, "p of chi-square");
            ReferenceValues.AssertClose(expected.Number("f"), result.F, "F");
            ReferenceValues.AssertClose(expected.Number("p"), result.P, "p of F");
            foreach (var (rank, actual) in expected.Numbers("ranks").Zip(result.MeanRanks))
                ReferenceValues.AssertClose(rank, actual, "rank");
        }
    }

    [Fact]
    public void Test_of_Demsars_mean_ranks_gives_his_statistics()
    {
        var result = FriedmanTest.OfMeanRanks(DemsarExample.MeanRanks, DemsarExample.Blocks);
        Assert.Equal((9.28, 3.69), (Math.Round(result.ChiSquare!.Value, 2), Math.Round(result.F!.Value, 2)));
        Assert.True(result.P < 0.05); // critical F(3, 39) is 2.85
    }

    [Fact]
    public void Test_of_Demsars_scores_gives_his_mean_ranks_but_for_the_tie_by_rounding()
    {
        var ranks = FriedmanTest.OfScores(DemsarExample.Scores).MeanRanks;
        Assert.Equal(
            [3.143, 2.000, Math.Round(41 / 14.0, 3), Math.Round(27 / 14.0, 3)], ranks.Select(r => Math.Round(r, 3)));
    }

    [Fact]
    public void Test_of_too_little_gives_nothing_and_says_why()
    {
        Assert.Equal(Limitation.NoData, FriedmanTest.OfScores([]).Limitation);
        Assert.Equal((null, Limitation.TooFew), Key(FriedmanTest.OfScores([[1, 2, 3]])));
        Assert.Equal((null, Limitation.TooFew), Key(FriedmanTest.OfScores([[1], [2]])));
        Assert.Equal((null, Limitation.NotFinite), Key(FriedmanTest.OfScores([[1, 2], [2, double.NaN]])));
        Assert.Equal((1, Limitation.NoDifferences), Key(FriedmanTest.OfScores([[1, 1], [2, 2]])));
        Assert.Throws<ArgumentException>(() => FriedmanTest.OfScores([[1, 2], [1]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FriedmanTest.OfMeanRanks([1], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => FriedmanTest.OfMeanRanks([1, 2], 1));

        static (double?, Limitation) Key(FriedmanResult result) => (result.P, result.Limitation);
    }

    [Fact]
    public void Test_where_all_blocks_agree_has_an_infinite_F()
    {
        var result = FriedmanTest.OfScores([[1, 2, 3], [4, 5, 6], [1, 5, 7]]);
        Assert.Equal((6.0, double.PositiveInfinity, 0.0), (result.ChiSquare, result.F, result.P));
        Assert.Equal([3, 2, 1], result.MeanRanks);
    }

    [Fact]
    public void Ranks_of_equal_values_are_shared()
    {
        Assert.Equal([2.5, 1, 2.5, 4], Midranks.Ascending([3, 1, 3, 8]));
        Assert.Equal([3, 1.5, 1.5], Midranks.Ascending([double.PositiveInfinity, -1, -1]));
        Assert.Empty(Midranks.Ascending([]));
        Assert.Throws<ArgumentException>(() => Midranks.Ascending([1, double.NaN]));
    }
}

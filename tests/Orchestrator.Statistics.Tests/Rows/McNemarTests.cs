using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Statistics.Rows;
using Orchestrator.Statistics.Samples;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Rows;

public sealed class McNemarTests
{
    [Fact]
    public void Test_of_reference_counts_gives_the_values_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("mcNemar"))
        {
            var result = McNemar.OfCounts(expected.Whole("better"), expected.Whole("worse"));
            ReferenceValues.AssertClose(expected.Number("p"), result.P, expected.ToString());
        }
    }

    [Fact]
    public void Test_of_rows_counts_each_for_whichever_has_it_right_more_often()
    {
        var result = McNemar.OfRows([0, 3, 5, 2, 1, 4], [1, 3, 9, 1, 4, 5]);
        Assert.Equal((4, 1, McNemar.OfCounts(4, 1).P), (result.Better, result.Worse, result.P));
    }

    [Fact]
    public void Test_where_no_row_differs_gives_p_of_one_and_says_so()
    {
        Assert.Equal(new(0, 0, 1, Limitation.NoDifferences), McNemar.OfRows([1, 2], [1, 2]));
        Assert.Equal(new(0, 0, 1, Limitation.NoData), McNemar.OfRows([], []));
    }

    [Fact]
    public void Test_of_rows_that_are_not_the_same_is_refused()
    {
        Assert.Throws<ArgumentException>(() => McNemar.OfRows([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.OfCounts(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.OfCounts(1, -2));
    }

    [Fact]
    public void Test_of_any_counts_is_symmetric_and_a_probability() => Prop.ForAll(
        Gen.Two(Gen.Choose(0, 400)).ToArbitrary(), counts =>
        {
            var (better, worse) = counts;
            var p = McNemar.OfCounts(better, worse).P;
            return p is > 0 and <= 1 && p == McNemar.OfCounts(worse, better).P;
        }).QuickCheckThrowOnFailure();
}

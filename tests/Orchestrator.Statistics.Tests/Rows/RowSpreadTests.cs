using Orchestrator.Statistics.Rows;

namespace Orchestrator.Statistics.Tests.Rows;

public sealed class RowSpreadTests
{
    [Fact]
    public void Floor_where_the_runs_agree_is_the_standard_error_over_the_rows()
    {
        // 100 rows of which 10 are won and 6 are lost in each of 5 runs: a plain sample of rows.
        int[] gained = [.. Enumerable.Repeat(5, 10), .. Enumerable.Repeat(-5, 6), .. Enumerable.Repeat(0, 84)];
        int[] changed = [.. gained.Select(Math.Abs)];
        var variance = (16 - 100 * 0.04 * 0.04) / 99;
        Assert.Equal(Math.Sqrt(variance / 100), RowSpread.Floor(gained, changed, 5)!.Value, 12);
    }

    [Fact]
    public void Floor_where_every_row_only_wavers_is_zero() =>
        Assert.Equal(0, RowSpread.Floor([0, 0, 0, 0], [4, 4, 2, 4], 4));

    [Fact]
    public void Floor_of_two_rows_by_hand()
    {
        // Differences 1, 1 and 0, 1: means 1 and ½, between ⅛; within 0 and ½, their mean ¼ over 2 runs ⅛.
        Assert.Equal(0, RowSpread.Floor([2, 1], [2, 1], 2)!.Value, 12);
        // Differences 1, 1 and 0, -1: means 1 and -½, between 9/8; less ⅛: 1, over 2 rows.
        Assert.Equal(Math.Sqrt(0.5), RowSpread.Floor([2, -1], [2, 1], 2)!.Value, 12);
    }

    [Fact]
    public void Floor_of_too_little_is_unknown()
    {
        Assert.Null(RowSpread.Floor([1], [1], 5));
        Assert.Null(RowSpread.Floor([1, 0], [1, 0], 1));
        Assert.Throws<ArgumentException>(() => RowSpread.Floor([1, 0], [1], 5));
    }
}

using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Ranks;
using Orchestrator.Statistics.Tests.Reference;

namespace Orchestrator.Statistics.Tests.Ranks;

public sealed class CriticalDifferenceTests
{
    [Fact]
    public void Quantiles_are_those_of_scipy()
    {
        foreach (var expected in ReferenceValues.Of("range"))
        {
            var q = CriticalDifference.Quantile(expected.Whole("k"), expected.Number("alpha"));
            ReferenceValues.AssertClose(expected.Number("q"), q, expected.ToString());
        }
    }

    [Theory]
    [InlineData(0.05, new[] { 1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164 })]
    [InlineData(0.10, new[] { 1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.780, 2.855, 2.920 })]
    public void Quantiles_are_those_of_Demsars_table_5(double alpha, double[] table)
    {
        foreach (var (place, q) in table.Index())
            Assert.InRange(CriticalDifference.Quantile(place + 2, alpha), q - 0.0011, q + 0.0011);
    }

    [Fact]
    public void Difference_of_Demsars_example_is_his()
    {
        Assert.Equal(1.25, CriticalDifference.Of(4, DemsarExample.Blocks), 2);
        Assert.Equal(1.12, CriticalDifference.Of(4, DemsarExample.Blocks, 0.10), 2);
    }

    [Fact]
    public void Runs_are_the_longest_and_not_within_each_other()
    {
        Assert.Equal([new(0, 2), new(2, 3)], CriticalDifference.Runs([1, 1.5, 2, 3, 5], 1));
        Assert.Equal([new(0, 3)], CriticalDifference.Runs([1, 1, 1, 1], 0));
        Assert.Empty(CriticalDifference.Runs([1, 3, 5], 1));
        Assert.Empty(CriticalDifference.Runs([], 1));
        Assert.Throws<ArgumentException>(() => CriticalDifference.Runs([2, 1], 1));
    }

    [Fact]
    public void Runs_of_Demsars_example_join_all_but_none_with_the_best_at_a_tenth()
    {
        // "At p = 0.10 C4.5 is worse than C4.5+m and C4.5+m+cf; of C4.5+cf nothing can be said."
        double[] ascending = [.. DemsarExample.MeanRanks.Order()];
        Assert.Equal([new(0, 2), new(2, 3)], CriticalDifference.Runs(ascending, CriticalDifference.Of(4, 14, 0.10)));
    }

    [Fact]
    public void Comparison_with_a_control_gives_Demsars_numbers()
    {
        // Holm's procedure of section 3.2.2 with C4.5 as the control.
        var found = ControlComparison.Of(DemsarExample.MeanRanks, 0, DemsarExample.Blocks);
        Assert.Equal([1, 2, 3], found.Select(c => c.Treatment));
        // His (3.143 − 1.964) ÷ 0.488 = 2.416 is of rounded numbers.
        Assert.Equal([2.342, 0.512, 2.415], found.Select(c => Math.Round(-c.Z, 3)));
        Assert.Equal([0.019, 0.608, 0.016], found.Select(c => Math.Round(c.P, 3)));
        // The smaller p times 3; the next, times 2, is raised to it.
        Assert.Equal([3 * found[2].P, found[1].P, 3 * found[2].P], found.Select(c => c.AdjustedP));
    }

    [Fact]
    public void Range_outside_its_bounds_is_answered_or_refused()
    {
        Assert.Equal(0, StudentizedRange.Below(0, 3));
        Assert.Equal(1, StudentizedRange.Below(100, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentizedRange.Below(double.NaN, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentizedRange.Below(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentizedRange.Critical(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CriticalDifference.Of(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ControlComparison.Of([1, 2], 2, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ControlComparison.Of([1], 0, 5));
    }
}

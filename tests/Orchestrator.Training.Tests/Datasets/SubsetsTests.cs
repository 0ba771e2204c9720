using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class SubsetsTests
{
    private static readonly int[] Train = [.. Enumerable.Range(100, 1047)];

    [Theory]
    [InlineData(0.3, 314)]
    [InlineData(0.4, 418)]
    [InlineData(0.5, 523)]
    [InlineData(0.6, 628)]
    [InlineData(0.7, 732)]
    [InlineData(0.8, 837)]
    [InlineData(1.0, 1047)]
    public void Subset_keeps_the_published_number_of_titanic_rows(double fraction, int expected)
    {
        var subset = Subsets.Take(Train, new Fraction(fraction), TestTables.Key("s"));

        Assert.Equal(expected, subset.Length);
        Assert.Equal(expected, subset.Distinct().Intersect(Train).Count());
    }

    [Fact]
    public void Subset_is_in_a_random_order_that_the_key_alone_decides()
    {
        var all = Subsets.Take(Train, new Fraction(1), TestTables.Key("one"));

        Assert.NotEqual(Train, all);
        Assert.Equal(Train, all.Order());
        Assert.Equal(all, Subsets.Take(Train, new Fraction(1), TestTables.Key("one")));
        Assert.NotEqual(all, Subsets.Take(Train, new Fraction(1), TestTables.Key("two")));
    }

    [Fact]
    public void Subset_keeps_one_row_at_least()
    {
        Assert.Single(Subsets.Take([7, 8, 9], new Fraction(0.1), TestTables.Key("s")));
        Assert.Throws<ArgumentException>(() => Subsets.Take([], new Fraction(1), TestTables.Key("s")));
    }

    [Fact]
    public void Sweep_whose_smallest_fraction_keeps_less_than_two_rows_is_refused_beforehand()
    {
        var dataset = TestTables.OfClasses(10, 10);
        Fraction[] fractions = [new(0.05), new(0.1), new(0.5)];

        var error = Assert.Throws<DatasetException>(() => DatasetChecks.Require(dataset, SplitSpec.Default, fractions));

        Assert.Equal(2, error.Problems.Count);
        Assert.Contains("fraction 0.05 of 16 training rows keeps 0", error.Problems[0]);
        Assert.Contains("fraction 0.1 of 16 training rows keeps 1", error.Problems[1]);
        DatasetChecks.Require(dataset, SplitSpec.Default, fractions[2..]);
    }
}

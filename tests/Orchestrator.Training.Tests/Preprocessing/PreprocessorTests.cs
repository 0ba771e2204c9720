using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;
using static Orchestrator.Training.Tests.Datasets.TestTables;

namespace Orchestrator.Training.Tests.Preprocessing;

public sealed class PreprocessorTests
{
    private const double NaN = double.NaN;

    [Theory]
    [InlineData(Imputation.Median, 3.0)]
    [InlineData(Imputation.Mean, 4.0)]
    [InlineData(Imputation.MostFrequent, 2.0)]
    [InlineData(Imputation.Iterative, 4.0)]
    public void Missing_number_is_filled_in_from_the_subset(Imputation imputation, double expected)
    {
        var column = Numbers("x", [2, 2, 4, 8, NaN, NaN, 1000], Scaling.None, imputation);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2, 3, 4]).Transform([4, 5, 6]);

        Assert.Equal([expected, expected, 1000], table.Features.Values);
    }

    [Fact]
    public void Most_frequent_of_two_equally_frequent_numbers_is_the_smaller()
    {
        var column = Numbers("x", [7, 3, 7, 3, NaN], Scaling.None, Imputation.MostFrequent);

        Assert.Equal(3, Preprocessor.Fit(Of(column), [0, 1, 2, 3, 4]).Transform([4]).Features[0, 0]);
    }

    [Fact]
    public void Standard_scaling_uses_the_population_deviation_of_the_filled_in_subset()
    {
        // Filled in with the median 2: 1, 2, 2, 3 has mean 2 and variance 1/2.
        var column = Numbers("x", [1, 2, NaN, 3, 10]);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2, 3]).Transform([0, 1, 2, 3, 4]);

        double[] expected = [-Math.Sqrt(2), 0, 0, Math.Sqrt(2), 8 * Math.Sqrt(2)];
        Assert.All(expected.Zip(table.Features.Values), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public void Min_max_scaling_does_not_clip_what_lies_outside_the_subset()
    {
        var column = Numbers("x", [2, 4, 6, 0, 10], Scaling.MinMax);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2]).Transform([0, 1, 2, 3, 4]);

        Assert.Equal([0, 0.5, 1, -0.5, 2], table.Features.Values);
    }

    [Theory]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    public void Column_without_spread_is_only_centred(Scaling scaling)
    {
        // The mean of these is not exact: the rounding must not be taken for spread.
        var column = Numbers("x", [.. Enumerable.Repeat(0.1, 30), 1.1], scaling);

        var table = Preprocessor.Fit(Of(column), [.. Enumerable.Range(0, 30)]).Transform([0, 30]);

        Assert.Equal(0, table.Features[0, 0], 12);
        Assert.Equal(1, table.Features[1, 0], 12);
    }

    [Theory]
    [InlineData(Imputation.Median)]
    [InlineData(Imputation.Iterative)]
    public void Column_without_a_value_in_the_subset_is_zero_throughout(Imputation imputation)
    {
        var (empty, full) = (Numbers("e", [NaN, NaN, 5], Scaling.Standard, imputation), Numbers("f", [1, 2, 3]));

        var table = Preprocessor.Fit(Of(empty, full), [0, 1]).Transform([0, 1, 2]);

        Assert.Equal([0, 0, 0], [table.Features[0, 0], table.Features[1, 0], table.Features[2, 0]]);
    }

    [Fact]
    public void One_hot_block_has_the_levels_of_the_subset_and_an_unseen_level_is_all_zeros()
    {
        var column = Categories("c", ["b", "d", "b", "a", null]);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2]).Transform([0, 1, 3, 4]);

        Assert.Equal(
            new FeatureBlock("c", FeatureBlockKind.OneHot, 0, 2, []), table.Blocks[0] with { Levels = [], LevelNames = [] });
        Assert.Equal(["b", "d"], table.Blocks[0].LevelNames);
        Assert.Equal([1, 0, 0, 1, 0, 0, 0, 0], table.Features.Values);
    }

    [Fact]
    public void Missing_is_a_level_of_its_own_where_the_subset_has_it()
    {
        var column = Categories("c", ["b", null, "a"]);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2]).Transform([0, 1, 2]);

        Assert.Equal([0, 1, 0, 0, 0, 1, 1, 0, 0], table.Features.Values);
    }

    [Fact]
    public void Declared_levels_have_features_whether_the_subset_has_them_or_not()
    {
        var column = Categories("c", ["b", "b", "a", null], declared: ["a", "b", "z"]);

        var table = Preprocessor.Fit(Of(column), [0, 1]).Transform([0, 2, 3]);

        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], table.Features.Values);
    }

    [Fact]
    public void Missing_category_may_be_filled_in_with_the_most_frequent()
    {
        var column = Categories("c", ["b", "a", "b", null], Imputation.MostFrequent);

        var table = Preprocessor.Fit(Of(column), [0, 1, 2]).Transform([3]);

        Assert.Equal([0, 1], table.Features.Values);
    }

    [Fact]
    public void Column_of_categories_that_the_subset_lacks_altogether_is_one_zero()
    {
        var column = Categories("c", [null, null, "a"], Imputation.MostFrequent);

        var table = Preprocessor.Fit(Of(column), [0, 1]).Transform([0, 1, 2]);

        Assert.Equal(1, table.Blocks[0].Width);
        Assert.Equal([0, 0, 0], table.Features.Values);
    }

    [Theory]
    [InlineData(Imputation.MostFrequent, 1.0)]
    [InlineData(Imputation.Median, 0.5)]
    [InlineData(Imputation.Mean, 0.5)]
    public void Ordinal_level_becomes_its_scaled_position_and_an_unknown_one_is_filled_in(
        Imputation imputation, double fill)
    {
        string?[] values = ["low", "mid", "high", "high", "low", null, "none", "high"];
        var column = Categories(
            "o", values, imputation, declared: null, kind: ColumnKind.Ordinal, scaling: Scaling.MinMax);
        var ordered = new CategoryColumn(
            column.Schema,
            ["none", "low", "mid", "high"],
            [.. values.Select(value => Array.IndexOf(["none", "low", "mid", "high"], value))]);

        var table = Preprocessor.Fit(Of(ordered), [0, 1, 2, 3, 4, 7]).Transform([0, 1, 2, 5, 6]);

        Assert.Equal([0, 0.5, 1, fill, fill], table.Features.Values);
        Assert.Equal(FeatureBlockKind.Ordinal, table.Blocks[0].Kind);
        Assert.Equal([0, 0.5, 1], table.Blocks[0].Levels);
    }

    [Fact]
    public void Blocks_cover_the_features_without_gaps_on_every_built_in_data_set()
    {
        foreach (var name in DatasetCatalog.Names)
        {
            var dataset = DatasetCatalog.Load(name);
            var table = Preprocessor.Fit(dataset, [0, 1, 2]).Transform([.. Enumerable.Range(0, dataset.Rows)]);

            Assert.Equal(dataset.Columns.Count, table.Blocks.Count);
            var next = 0;
            foreach (var block in table.Blocks)
            {
                Assert.Equal(next, block.Start);
                next += block.Width;
            }

            Assert.Equal(next, table.Features.Columns);
            Assert.DoesNotContain(table.Features.Values, value => !double.IsFinite(value));
            Assert.Equal(dataset.Labels.ToArray(), table.Labels);
            Assert.Equal(dataset.Classes.Count, table.ClassCount);
        }
    }

    [Fact]
    public void Fit_on_no_rows_is_refused() =>
        Assert.Throws<ArgumentException>(() => Preprocessor.Fit(Of(Numbers("x", [1, 2])), []));
}

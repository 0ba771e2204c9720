using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;
using static Orchestrator.Training.Tests.Datasets.TestTables;

namespace Orchestrator.Training.Tests.Preprocessing;

/// <summary>Expected values: scikit-learn 1.2.1, StandardScaler then IterativeImputer with its defaults.</summary>
public sealed class IterativeImputationTests
{
    private const double NaN = double.NaN;

    // Rows 0..9 are the subset; 10..13 are not.
    private static readonly double[][] Columns =
    [
        [1, 2, 3, NaN, 5, 6, 7, 8, 9, 10, NaN, 4, NaN, 12],
        [2.1, NaN, 6.2, 8.1, 9.8, 12.3, NaN, 16.1, 17.7, 20.4, 5, NaN, NaN, 3],
        [10, 21, 29, 41, NaN, 58, 73, NaN, 88, 102, 30, NaN, NaN, -4],
    ];

    private static readonly int[] Subset = [.. Enumerable.Range(0, 10)];

    [Theory]
    [InlineData(1, -1.229837387625, -1.266076309479, -1.027170618396)]
    [InlineData(3, -0.554458309346, -0.599991675511, -0.380134008383)]
    [InlineData(4, -0.22360679775, -0.307522615047, -0.124729088932)]
    [InlineData(7, 0.782623792125, 0.776333314909, 0.885070121197)]
    [InlineData(10, -1.039428065805, -1.133317609299, -0.73600414389)]
    [InlineData(11, -0.559016994375, -0.594976650191, -0.411924054814)]
    [InlineData(12, -0.055445830935, -0.078558889837, 0.076034103227)]
    [InlineData(13, 2.124264578625, -1.477398856905, -1.835966380913)]
    public void Chained_regressions_equal_the_reference(int row, params double[] expected)
    {
        var table = Preprocessor.Fit(Table(minimum: null), Subset).Transform([row]);

        Assert.All(expected.Zip(table.Features.Values), pair => Assert.Equal(pair.First, pair.Second, 9));
    }

    [Fact]
    public void Imputed_values_are_not_below_the_minimum_and_present_ones_may_be()
    {
        var table = Preprocessor.Fit(Table(minimum: 0), Subset).Transform([1, 3, 10]);

        Assert.Equal(0, table.Features[0, 1]);
        Assert.Equal(0, table.Features[1, 0]);
        Assert.True(table.Features[1, 1] < 0);
    }

    [Fact]
    public void Row_is_imputed_as_a_function_of_itself_alone()
    {
        var preprocessor = Preprocessor.Fit(Table(minimum: null), Subset);
        int[] all = [.. Enumerable.Range(0, 14)];

        var together = preprocessor.Transform(all).Features;

        foreach (var row in all)
            Assert.Equal(together.Row(row).ToArray(), preprocessor.Transform([row]).Features.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Subset_smaller_than_the_number_of_features_gives_finite_values(int rows)
    {
        var table = Preprocessor.Fit(Table(minimum: null), [.. Enumerable.Range(2, rows)])
            .Transform([.. Enumerable.Range(0, 14)]);

        Assert.DoesNotContain(table.Features.Values, value => !double.IsFinite(value));
    }

    private static TabularDataset Table(double? minimum) => Of([.. Columns.Select((values, i) =>
    {
        var plain = Numbers($"x{i}", values, Scaling.Standard, Imputation.Iterative);
        return new NumericColumn(plain.Schema with { ImputedMinimum = minimum }, values);
    })]);
}

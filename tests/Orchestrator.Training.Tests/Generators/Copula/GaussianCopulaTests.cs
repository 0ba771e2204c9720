using Orchestrator.Training.Generators.Copula;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Copula;

public sealed class GaussianCopulaTests
{
    [Fact]
    public void Known_normal_distribution_comes_back_with_marginals_and_correlations()
    {
        const int Rows = 4000;
        var table = Normals(Rows, [[1, 0, 0], [0.8, 0.6, 0], [-0.5, 0.5, Math.Sqrt(0.5)]]);

        var rows = TableFacts.Rows("gaussian-copula", "", TableFacts.Task(1, table), 40_000);

        for (var j = 0; j < 3; j++)
        {
            var (real, made) = (TableFacts.Column(table, j), TableFacts.Column(rows, j));
            Assert.InRange(TableFacts.KolmogorovSmirnov(real, made), 0, 0.02);
            Assert.InRange(made.Min(), real.Min(), real.Max());
            for (var k = 0; k < j; k++)
            {
                Assert.Equal(
                    TableFacts.Correlation(real, TableFacts.Column(table, k)),
                    TableFacts.Correlation(made, TableFacts.Column(rows, k)), 0.025);
            }
        }
    }

    [Fact]
    public void Marginals_that_are_no_normal_ones_come_back_and_ranks_stay_correlated()
    {
        var table = Normals(3000, [[1, 0], [0.7, Math.Sqrt(0.51)]]);
        for (var i = 0; i < 3000; i++)
        {
            // A skew column, and one that is 0 in half of the rows.
            table.Features[i, 0] = Math.Exp(table.Features[i, 0]);
            table.Features[i, 1] = Math.Max(0, table.Features[i, 1]);
        }

        var rows = TableFacts.Rows("gaussian-copula", "", TableFacts.Task(2, table), 30_000);

        for (var j = 0; j < 2; j++)
        {
            Assert.InRange(
                TableFacts.KolmogorovSmirnov(TableFacts.Column(table, j), TableFacts.Column(rows, j)), 0, 0.02);
        }

        Assert.Equal(0.5, TableFacts.Column(rows, 1).Count(value => value == 0) / 30_000.0, 0.02);
        Assert.InRange(TableFacts.Correlation(TableFacts.Column(rows, 0), TableFacts.Column(rows, 1)), 0.45, 0.7);
    }

    [Fact]
    public void Mixed_table_keeps_shares_of_categories_and_the_direction_of_every_dependence()
    {
        var task = NeuralTables.GeneratorTask(3, 3000, 2);

        var rows = TableFacts.Rows("gaussian-copula", "", task, 30_000);

        Assert.True(TableFacts.IsValid(rows));
        for (var j = 0; j <= NeuralTables.Columns; j++)
        {
            var (real, made) = (TableFacts.Column(task.Table, j), TableFacts.Column(rows, j));
            Assert.InRange(TableFacts.KolmogorovSmirnov(real, made), 0, 0.015);
            for (var k = 0; k < j; k++)
            {
                // Categories stand in the middle of their intervals, which weakens what is between two of them.
                var (before, after) = (
                    TableFacts.Correlation(real, TableFacts.Column(task.Table, k)),
                    TableFacts.Correlation(made, TableFacts.Column(rows, k)));
                Assert.InRange(after * Math.Sign(before), (0.6 * Math.Abs(before)) - 0.03, Math.Abs(before) + 0.03);
            }
        }
    }

    [Fact]
    public void Numeric_target_is_a_column_of_the_copula()
    {
        var table = Normals(2000, [[1, 0], [0.9, Math.Sqrt(0.19)]]);
        var regression = new PreparedTable(
            new Matrix(2000, 1, TableFacts.Column(table, 0)), new int[2000], 0,
            [new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, [])])
        {
            Targets = TableFacts.Column(table, 1),
        };

        var rows = TableFacts.Rows("gaussian-copula", "", TableFacts.Task(3, regression), 20_000);

        Assert.Equal(0.9, TableFacts.Correlation(TableFacts.Column(rows, 0), rows.Targets!), 0.02);
        Assert.All(rows.Labels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void Column_without_spread_stays_constant_and_equal_columns_stay_equal()
    {
        var table = Normals(50, [[1, 0, 0], [1, 0, 0], [0, 0, 0]]);

        var rows = TableFacts.Rows("gaussian-copula", "", TableFacts.Task(4, table), 500);

        Assert.All(TableFacts.Column(rows, 2), value => Assert.Equal(0, value));
        Assert.InRange(TableFacts.Correlation(TableFacts.Column(rows, 0), TableFacts.Column(rows, 1)), 0.9999, 1.0001);
    }

    [Fact]
    public void Factor_of_correlations_gives_them_back_and_shrinks_what_is_not_positive_definite()
    {
        var matrix = new Matrix(3, 3, [1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1]);
        Assert.All(Product(Correlations.Factor(matrix)).Zip(matrix.Values), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        var impossible = new Matrix(3, 3, [1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1]);
        var product = Product(Correlations.Factor(impossible));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(1, product[4 * i], 1e-12));
        Assert.All(product, value => Assert.True(double.IsFinite(value)));
    }

    private static double[] Product(Matrix factor) =>
    [
        .. Enumerable.Range(0, factor.Rows).SelectMany(i => Enumerable.Range(0, factor.Rows)
            .Select(j => Enumerable.Range(0, factor.Rows).Sum(k => factor[i, k] * factor[j, k]))),
    ];

    /// <summary>Rows of L z with z standard normal, of one class but for every second one.</summary>
    private static PreparedTable Normals(int rows, double[][] factor)
    {
        var draws = new float[rows * factor.Length];
        new RandomStream(NeuralTables.Key(rows), RandomPurpose.Noise, 3).Normal(0, draws);
        var values = Enumerable.Range(0, rows).SelectMany(i => factor.Select(row => row
            .Select((weight, k) => weight * draws[(i * factor.Length) + k]).Sum()));
        return TableFacts.Numbers(factor.Length, [.. values], [.. Enumerable.Range(0, rows).Select(i => i % 2)]);
    }
}

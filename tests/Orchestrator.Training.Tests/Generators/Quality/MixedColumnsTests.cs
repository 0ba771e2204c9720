using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Quality;

/// <summary>Measures on categories, ordered levels, numbers and classes, beside plain loops over pairs of rows.</summary>
public sealed class MixedColumnsTests
{
    private static readonly PreparedTable Training = NeuralTables.Table(90, classes: 3, seed: 1);
    private static readonly PreparedTable Holdout = NeuralTables.Table(90, classes: 3, seed: 2);
    private static readonly PreparedTable Generated = NeuralTables.Table(70, classes: 3, seed: 3);

    [Fact]
    public void Density_and_coverage_are_those_of_the_paper()
    {
        var (inside, covered) = (0, 0);
        for (var i = 0; i < 90; i++)
        {
            var radius = Enumerable.Range(0, 90).Where(j => j != i)
                .Select(j => (float)QualityTables.Square(Training, Training, i, Training, j)).Order().ElementAt(4);
            var hits = Enumerable.Range(0, 70)
                .Count(j => (float)QualityTables.Square(Training, Training, i, Generated, j) <= radius);
            (inside, covered) = (inside + hits, covered + (hits > 0 ? 1 : 0));
        }

        var quality = QualityTables.Measure(Training, Holdout, Generated);

        Assert.Equal(inside / (5.0 * 70), quality.Density!.Value, 1e-9);
        Assert.Equal(covered / 90.0, quality.Coverage!.Value, 1e-9);
    }

    [Fact]
    public void Closest_records_and_attack_are_those_of_all_pairs()
    {
        double[] own = [.. Enumerable.Range(0, 70).Select(i => Least(Generated, i, Training))];
        double[] other = [.. Enumerable.Range(0, 70).Select(i => Least(Generated, i, Holdout))];
        double[] members = [.. Enumerable.Range(0, 90).Select(i => Least(Training, i, Generated))];
        double[] strangers = [.. Enumerable.Range(0, 90).Select(i => Least(Holdout, i, Generated))];

        var quality = QualityTables.Measure(Training, Holdout, Generated);

        Assert.Equal(Median(own), quality.ClosestTraining!.Value, 1e-5);
        Assert.Equal(Median(other), quality.ClosestHoldout!.Value, 1e-5);
        Assert.Equal(own.Zip(other, (a, b) => Rank(b, a)).Average(), quality.CloserToTraining!.Value, 1e-9);
        Assert.Equal(
            members.Average(a => strangers.Average(b => Rank(b, a))), quality.MembershipAuc!.Value, 1e-9);
    }

    [Fact]
    public void Correlations_are_those_of_the_encoded_columns()
    {
        // Columns of hot (2), step, x, y and an indicator for each of three classes; pairs within hot and within the
        // classes are one column of the data set.
        int[] sources = [0, 0, 1, 2, 3, 4, 4, 4];
        var (sum, pairs) = (0.0, 0);
        for (var a = 0; a < sources.Length; a++)
        {
            for (var b = a + 1; b < sources.Length; b++)
            {
                if (sources[a] == sources[b])
                    continue;
                sum += Math.Abs(Correlation(Training, a, b) - Correlation(Generated, a, b));
                pairs++;
            }
        }

        var quality = QualityTables.Measure(Training, Holdout, Generated);

        Assert.Equal(sum / pairs, quality.CorrelationDifference!.Value, 1e-6);
    }

    [Fact]
    public void Levels_and_classes_have_total_variation_and_shares_by_name()
    {
        var blocks = Training.Blocks.Select(block => block.Column switch
        {
            "hot" => block with { LevelNames = ["up", "down"] },
            "step" => block with { LevelNames = ["low", "middle", "high"] },
            "y" => block with { Centre = 100, Unit = 10 },
            _ => block,
        }).ToList();
        var quality = QualityTables.Measure(Training with { Blocks = blocks }, Holdout, Generated);

        Assert.Equal(["hot", "step", "x", "y", "target"], quality.Columns.Select(column => column.Column));
        Assert.Equal([false, false, true, true, false], quality.Columns.Select(column => column.IsNumeric));
        var (hot, step, target) = (quality.Columns[0], quality.Columns[1], quality.Columns[4]);
        Assert.Equal(["up", "down"], hot.Bins);
        Assert.Equal(["low", "middle", "high"], step.Bins);
        Assert.Equal(["no", "yes", "2"], target.Bins);
        var (real, made) = (Share(Training, 0, 1), Share(Generated, 0, 1));
        Assert.Equal(real, hot.Real[0], 1e-6);
        Assert.Equal(made, hot.Generated[0], 1e-6);
        Assert.Equal(Math.Abs(real - made), hot.Distance, 1e-9);
        Assert.Equal(
            new[] { -0.5, 0, 0.5 }.Sum(v => Math.Abs(Share(Training, 2, v) - Share(Generated, 2, v))) / 2,
            step.Distance, 1e-9);

        // Numbers: bins in the unit of the data set, up to the largest value of either kind.
        var y = quality.Columns[3];
        var largest = Enumerable.Range(0, 90).Max(i => Training.Features[i, 4]);
        largest = Math.Max(largest, Enumerable.Range(0, 70).Max(i => Generated.Features[i, 4]));
        Assert.Equal(12, y.Bins.Count);
        Assert.Equal(
            100 + (10 * largest), double.Parse(y.Bins[^1], System.Globalization.CultureInfo.InvariantCulture), 0.01);
        Assert.Equal(1, y.Real.Sum(), 1e-5);
        Assert.Equal(1, y.Generated.Sum(), 1e-5);
    }

    [Fact]
    public void Rare_levels_share_a_bin_and_many_columns_have_fewer()
    {
        var wide = Wide(62, levels: 31, columns: 20);
        var quality = QualityTables.Measure(wide, wide, wide);

        Assert.Equal(21, quality.Columns.Count);
        Assert.All(quality.Columns.Take(20), column =>
        {
            Assert.Equal(6, column.Bins.Count);
            Assert.Equal("(others)", column.Bins[^1]);
            Assert.Equal(1, column.Real.Sum(), 1e-5);
        });
    }

    private static PreparedTable Wide(int rows, int levels, int columns)
    {
        var features = new Matrix(rows, levels * columns);
        for (var i = 0; i < rows; i++)
        {
            for (var c = 0; c < columns; c++)
                features[i, (c * levels) + ((i * (c + 1)) % levels)] = 1;
        }

        return new PreparedTable(
            features, [.. Enumerable.Range(0, rows).Select(i => i % 2)], 2,
            [
                .. Enumerable.Range(0, columns)
                    .Select(c => new FeatureBlock($"c{c}", FeatureBlockKind.OneHot, c * levels, levels, [])),
            ]);
    }

    private static double Share(PreparedTable table, int column, double value) =>
        Enumerable.Range(0, table.Labels.Length).Average(i => table.Features[i, column].Equals(value) ? 1.0 : 0);

    private static double Correlation(PreparedTable table, int a, int b)
    {
        var (x, y) = (Column(table, a), Column(table, b));
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (p, q) => (p - meanX) * (q - meanY)).Average()
            / Math.Sqrt(x.Average(p => (p - meanX) * (p - meanX)) * y.Average(q => (q - meanY) * (q - meanY)));
    }

    private static double[] Column(PreparedTable table, int column) =>
    [
        .. Enumerable.Range(0, table.Labels.Length).Select(i =>
            column < 5 ? table.Features[i, column] : table.Labels[i] == column - 5 ? 1 : 0),
    ];

    private static double Least(PreparedTable from, int row, PreparedTable to) => Enumerable.Range(0, to.Labels.Length)
        .Min(j => Math.Sqrt((float)QualityTables.Square(Training, from, row, to, j)));

    private static double Rank(double larger, double smaller) => Math.Abs(larger - smaller) < 1e-6 ? 0.5 : larger > smaller ? 1 : 0;

    private static double Median(double[] values)
    {
        double[] ascending = [.. values.Order()];
        return (ascending[(values.Length - 1) / 2] + ascending[values.Length / 2]) / 2;
    }
}

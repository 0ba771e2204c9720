using Orchestrator.Training.Generators.Smote;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Smote;

public sealed class SmoteTrainerTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    [InlineData(40)]
    public void Each_row_lies_between_a_row_and_one_of_its_nearest_of_the_same_class(int k)
    {
        var table = Cloud(120, 3);
        var rows = TableFacts.Rows("smote", $"k={k}", TableFacts.Task(1, table), 600);
        var near = Enumerable.Range(0, 120).Select(i => BruteForce(table, i, k)).ToList();

        var used = new HashSet<(int, int)>();
        for (var i = 0; i < 600; i++)
        {
            var (start, end, place) = Enumerable.Range(0, 120)
                .Where(start => table.Labels[start] == rows.Labels[i])
                .SelectMany(start => near[start].Select(end => (start, end, Place(table, start, end, rows.Features.Row(i).ToArray()))))
                .First(found => found.Item3 is not null);
            Assert.InRange(place!.Value, 0, 0.9999999);
            used.Add((start, end));
        }

        Assert.True(used.Count > (k == 1 ? 80 : 250), $"Only {used.Count} segments were used.");
    }

    [Fact]
    public void Nearest_rows_are_those_of_a_search_through_all_with_nominal_differences_at_the_median_deviation()
    {
        var table = NeuralTables.Table(80, 1);
        var rows = new SmoteRows(table);
        int[] numbers = [2, 3, 4];
        var deviations = numbers.Select(column => Deviation(TableFacts.Column(table, column))).Order().ToArray();
        Assert.Equal(deviations[1], rows.Penalty, 1e-12);

        var found = rows.Neighbours(5, default);

        for (var i = 0; i < 80; i++)
        {
            double Squared(int other) =>
                numbers.Sum(j => Math.Pow(table.Features[i, j] - table.Features[other, j], 2))
                + (table.Features[i, 0] == table.Features[other, 0] ? 0 : deviations[1] * deviations[1]);
            var expected = Enumerable.Range(0, 80).Where(other => other != i).OrderBy(Squared).Take(5);
            Assert.Equal(expected, found[i]);
        }
    }

    [Fact]
    public void Nominal_column_takes_the_level_of_most_neighbours_and_a_tie_is_drawn()
    {
        // Rows in a heap on the left, all of level 1 but one; a pair on either side of one row on the right.
        double[] x = [0, 0.01, 0.02, 0.03];
        var table = Nominal(x, [1, 1, 1, 0]);

        var rows = TableFacts.Rows("smote", "k=3", TableFacts.Task(2, table), 200);

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal([0.0, 1.0, 0.0], rows.Features.Row(i)[1..].ToArray()));

        var tied = TableFacts.Rows("smote", "k=2", TableFacts.Task(2, Nominal([0, 1, 2], [0, 1, 2])), 600);
        var levels = Enumerable.Range(0, 3).Select(level => (int)TableFacts.Column(tied, 1 + level).Sum()).ToList();
        Assert.Equal(600, levels.Sum());
        Assert.All(levels, count => Assert.InRange(count, 150, 250));
    }

    [Fact]
    public void Ordered_column_goes_to_the_level_nearest_to_its_interpolate()
    {
        // Two rows at the ends of five levels that are not evenly spaced.
        var table = new PreparedTable(
            new Matrix(2, 2, [0, 0, 1, 1]), [0, 0], 2,
            [
                new FeatureBlock("place", FeatureBlockKind.Numeric, 0, 1, []),
                new FeatureBlock("step", FeatureBlockKind.Ordinal, 1, 1, [0, 0.1, 0.5, 1]),
            ]);

        var rows = TableFacts.Rows("smote", "", TableFacts.Task(3, table), 400);

        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal(
            rows.Features[i, 0] switch { <= 0.05 => 0, <= 0.3 => 0.1, <= 0.75 => 0.5, _ => 1 }, rows.Features[i, 1]));
        Assert.Equal(4, TableFacts.Column(rows, 1).Distinct().Count());
    }

    [Fact]
    public void Class_of_one_row_gives_that_row_and_classes_keep_their_shares()
    {
        var table = Cloud(100, 2);
        Array.Fill(table.Labels, 0);
        table.Labels[17] = 1;

        var rows = TableFacts.Rows("smote", "", TableFacts.Task(4, table), 300);

        var single = Enumerable.Range(0, 300).Where(i => rows.Labels[i] == 1).ToList();
        Assert.Equal(3, single.Count);
        Assert.All(single, i => Assert.Equal(table.Features.Row(17).ToArray(), rows.Features.Row(i).ToArray()));
    }

    [Fact]
    public void Numeric_target_lies_at_the_same_place_as_the_features()
    {
        var values = Enumerable.Range(0, 50).Select(i => (double)i * i).ToArray();
        var table = TableFacts.Numbers(1, values, new int[50], 0) with
        {
            Targets = [.. values.Select(value => 3 - (2 * value))],
        };

        var rows = TableFacts.Rows("smote", "", TableFacts.Task(5, table), 300);

        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(3 - (2 * rows.Features[i, 0]), rows.Targets![i], 1e-9));
        Assert.True(rows.Targets!.Except(table.Targets!).Count() > 250);
    }

    /// <summary>A uniform cloud of distinct rows of three numbers.</summary>
    private static PreparedTable Cloud(int rows, int classes)
    {
        var random = new Orchestrator.Training.Randomness.PhiloxSequence(7, 7);
        double[] values = [.. Enumerable.Range(0, rows * 3).Select(_ => random.NextDouble())];
        return TableFacts.Numbers(3, values, [.. Enumerable.Range(0, rows).Select(i => i % classes)], classes);
    }

    private static PreparedTable Nominal(double[] x, int[] levels)
    {
        var features = new Matrix(x.Length, 4);
        for (var i = 0; i < x.Length; i++)
            (features[i, 0], features[i, 1 + levels[i]]) = (x[i], 1);
        return new PreparedTable(features, new int[x.Length], 2,
        [
            new FeatureBlock("x", FeatureBlockKind.Numeric, 0, 1, []),
            new FeatureBlock("hot", FeatureBlockKind.OneHot, 1, 3, []),
        ]);
    }

    private static int[] BruteForce(PreparedTable table, int row, int k) =>
    [
        .. Enumerable.Range(0, table.Labels.Length)
            .Where(other => other != row && table.Labels[other] == table.Labels[row])
            .OrderBy(other => Enumerable.Range(0, 3).Sum(j => Math.Pow(table.Features[row, j] - table.Features[other, j], 2)))
            .Take(k),
    ];

    // Where between two rows a point lies; null where it does not.
    private static double? Place(PreparedTable table, int start, int end, double[] point)
    {
        var (from, to) = (table.Features.Row(start).ToArray(), table.Features.Row(end).ToArray());
        var place = (point[0] - from[0]) / (to[0] - from[0]);
        return Enumerable.Range(0, 3).All(j => Math.Abs(from[j] + (place * (to[j] - from[j])) - point[j]) < 1e-9)
            && place is >= 0 and < 1
            ? place
            : null;
    }

    private static double Deviation(double[] values) =>
        Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}

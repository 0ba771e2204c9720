using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Trees;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.Trees;

public sealed class SplitSearchTests
{
    [Theory]
    [InlineData("gini", 2, 1)]
    [InlineData("gini", 2, 4)]
    [InlineData("gini", 5, 1)]
    [InlineData("gini", 5, 4)]
    [InlineData("entropy", 2, 1)]
    [InlineData("entropy", 2, 4)]
    [InlineData("entropy", 3, 1)]
    public void Splits_are_those_of_a_plain_search_to_the_bit(string criterion, int classes, int minLeaf)
    {
        for (var seed = 0UL; seed < 12; seed++)
        {
            var random = new PhiloxSequence(seed, 41);
            var data = Table(2 + random.NextInt(seed % 3 == 0 ? 700 : 150), classes, random);
            var search = SplitSearch.Create(data, criterion, minLeaf);
            var weights = new int[data.Labels.Length];
            for (var node = 0; node < 8; node++)
            {
                int[] rows = [.. Enumerable.Range(0, weights.Length).Where(_ => random.NextInt(8) >= node)];
                if (rows.Length == 0)
                    continue;
                foreach (var row in rows)
                    weights[row] = 1 + random.NextInt(3);
                search.Begin(weights);
                EqualToPlain(data, search, criterion, minLeaf, weights, rows);
            }
        }
    }

    [Fact]
    public void Weights_beyond_sixteen_bits_are_counted_in_nodes_of_few_rows()
    {
        var data = Table(30, 2, new PhiloxSequence(1, 42));
        int[] weights = [.. Enumerable.Range(0, 30).Select(i => 60_000 + 977 * i)];
        var search = SplitSearch.Create(data, "gini", 1);
        search.Begin(weights);
        EqualToPlain(data, search, "gini", 1, weights, [.. Enumerable.Range(0, 30)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(40)]
    public void Codes_are_the_ranks_of_the_distinct_values(int moreValues)
    {
        float[][] columns =
        [
            [0f, -0f, 1f, -1f, 1f], [float.NegativeInfinity, 3f, float.PositiveInfinity, 3f, float.Epsilon],
            [-1e-30f, -5f, -5f, 1e30f, -0f], [7f, 7f, 7f, 7f, 7f], [256f, 255f, 1e-40f, -1e-40f, 65536f],
        ];
        var order = new ColumnOrder(5 + 2 * moreValues);
        foreach (var some in columns)
        {
            float[] values = [.. some, .. Enumerable.Range(0, 2 * moreValues).Select(i => 100f - 3 * (i % moreValues))];
            var column = CodedColumn.Of(values, order);
            Assert.Equal(values.Select(v => v + 0f).Distinct().Order(), column.Values);
            Assert.Equal(values, column.Codes.Select(code => column.Values[code]));
        }
    }

    [Fact]
    public void Rows_together_fall_into_the_leaves_of_rows_alone()
    {
        var features = Fits.Noise(400, 7, 51);
        using var forest = Fits.Fit("random-forest", features, Fits.NoisyLabels(features, 3, 51), 3);
        var test = Fits.Noise(75, 7, 52);
        var together = forest.Predict(test).Probabilities!;
        for (var i = 0; i < test.Rows; i++)
        {
            var alone = forest.Predict(new Matrix(1, 7, test.Row(i).ToArray())).Probabilities!;
            Assert.Equal(alone.Values, together.Row(i).ToArray());
        }
    }

    private static void EqualToPlain(
        TrainingColumns data, SplitSearch search, string criterion, int minLeaf, int[] weights, int[] rows)
    {
        var isPure = rows.Select(r => data.Labels[r]).Distinct().Count() == 1;
        Assert.Equal(isPure, search.Enter(rows));
        var shares = new double[data.ClassCount];
        search.Shares(shares);
        Assert.Equal(
            Enumerable.Range(0, shares.Length).Select(c =>
                (double)rows.Where(r => data.Labels[r] == c).Sum(r => weights[r]) / rows.Sum(r => weights[r])),
            shares);
        if (isPure)
            return;
        var (found, plain) = (Split.None, Split.None);
        for (var j = 0; j < data.Columns.Length; j++)
        {
            // Every feature by itself as well, so that a good one does not hide the rest.
            var (one, plainOne) = (Split.None, Split.None);
            var varies = PlainSplits.Try(data, criterion == "gini", minLeaf, weights, rows, j, ref plainOne);
            Assert.Equal(varies, search.Try(j, rows, ref one));
            Assert.Equal(plainOne, one);
            _ = PlainSplits.Try(data, criterion == "gini", minLeaf, weights, rows, j, ref plain);
            _ = search.Try(j, rows, ref found);
            Assert.Equal(plain, found);
        }
    }

    /// <summary>Columns of one, two, few, some and only distinct values, one whose values lie close together, and more
    /// of few values than are searched alike.</summary>
    private static TrainingColumns Table(int rows, int classes, PhiloxSequence random)
    {
        var features = Fits.Rows(rows, i =>
        [
            1, random.NextInt(2), random.NextInt(5) - 2, random.NextInt(50) / 7.0, random.NextDouble() - 0.5,
            random.NextInt(40) * 4e-8, -i * i % 101, .. Enumerable.Range(0, 5).Select(_ => random.NextInt(16) / 3.0),
        ]);
        int[] labels = [.. Enumerable.Range(0, rows).Select(i =>
            random.NextInt(3) == 0 ? random.NextInt(classes) : (int)(Math.Abs(features[i, 3] + features[i, 4])) % classes)];
        labels[0] = 0;
        labels[1] = 1;
        return TrainingColumns.Of(features, PresentClasses.Of(labels, classes));
    }
}

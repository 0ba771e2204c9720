using System.Globalization;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Preprocessing;

/// <summary>
/// The published study's own split of titanic, prepared by scikit-learn 1.2.1 with all fits on the training part.
/// </summary>
public sealed class PublishedTitanicTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Titanic_prepared_on_the_published_split_equals_the_published_matrices()
    {
        var expected = ReadExpected();
        var train = expected.Where(row => row.IsTrain).ToArray();
        var test = expected.Where(row => !row.IsTrain).ToArray();
        Assert.Equal((1047, 262), (train.Length, test.Length));

        var preprocessor = Preprocessor.Fit(DatasetCatalog.Load("titanic"), Rows(train));

        AssertEqual(train, preprocessor.Transform(Rows(train)));
        AssertEqual(test, preprocessor.Transform(Rows(test)));
    }

    [Fact]
    public void Titanic_features_stand_in_the_published_order()
    {
        var preprocessor = Preprocessor.Fit(DatasetCatalog.Load("titanic"), [.. Enumerable.Range(0, 100)]);

        Assert.Equal(
            [
                ("sex", 0, 2), ("embarked", 2, 4), ("age", 6, 1), ("pclass", 7, 1), ("sibsp", 8, 1), ("parch", 9, 1),
                ("fare", 10, 1),
            ],
            preprocessor.Blocks.Select(block => (block.Column, block.Start, block.Width)));
    }

    private static int[] Rows(Expected[] rows) => Array.ConvertAll(rows, row => row.Row);

    private static void AssertEqual(Expected[] expected, PreparedTable actual)
    {
        Assert.Equal(expected.Select(row => row.Label), actual.Labels);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var column = 0; column < expected[i].Features.Length; column++)
            {
                var (wanted, got) = (expected[i].Features[column], actual.Features[i, column]);
                Assert.True(
                    Math.Abs(wanted - got) <= Tolerance,
                    $"row {expected[i].Row}, feature {column}: {got}, not {wanted}");
            }
        }
    }

    private static Expected[] ReadExpected()
    {
        using var stream = typeof(PublishedTitanicTests).Assembly.GetManifestResourceStream("titanic_sound.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse)];
    }

    private static Expected Parse(string line)
    {
        var fields = line.Split(',');
        var features = fields[2..^1].Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new Expected(fields[0] == "train", int.Parse(fields[1]), features, int.Parse(fields[^1]));
    }

    private sealed record Expected(bool IsTrain, int Row, double[] Features, int Label);
}

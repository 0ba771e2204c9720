using System.Globalization;
using System.Text.Json;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Datasets;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>The published study's own matrices and the counts recorded for them.</summary>
public sealed class PublishedMatricesTests(ITestOutputHelper output)
{
    [Fact]
    public void Models_reproduce_the_published_counts_exactly()
    {
        if (SharedData.Folder is null)
        {
            output.WriteLine("Not compared: there is no folder shared/data beside the repository.");
            return;
        }

        var folder = Path.Combine(SharedData.Folder, "leitner");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        var compared = 0;
        foreach (var set in expected.RootElement.EnumerateObject())
        {
            if (!File.Exists(Path.Combine(folder, set.Name + "_train.csv")))
            {
                output.WriteLine($"{set.Name}: not compared, its matrices are not in the folder");
                continue;
            }

            var (train, trainLabels) = Read(Path.Combine(folder, set.Name + "_train.csv"));
            var (test, testLabels) = Read(Path.Combine(folder, set.Name + "_test.csv"));
            foreach (var model in set.Value.EnumerateObject().Where(m => m.Name != "test_rows"))
            {
                var correct = ParityRun.Correct(model.Name, 1, train, trainLabels, test, testLabels, 2);
                output.WriteLine($"{set.Name} {model.Name}: {correct} of {testLabels.Length}");
                Assert.Equal((set.Name, model.Name, model.Value.GetInt32()), (set.Name, model.Name, correct));
                compared++;
            }
        }

        Assert.True(compared > 0, $"No matrices in {folder}.");
    }

    [Theory]
    [InlineData("titanic-published", "titanic_published")]
    [InlineData("pima-published", "pima_published")]
    public void Embedded_table_is_the_published_one(string name, string files)
    {
        if (SharedData.Folder is null)
        {
            output.WriteLine("Not compared: there is no folder shared/data beside the repository.");
            return;
        }

        var folder = Path.Combine(SharedData.Folder, "leitner");
        var (train, trainLabels) = Read(Path.Combine(folder, files + "_train.csv"));
        var (test, testLabels) = Read(Path.Combine(folder, files + "_test.csv"));
        var dataset = DatasetCatalog.Load(name);
        var (trainRows, testRows) = Splits.Split(dataset, SplitSpec.InFileOrder(0.2), TestTables.Key("any"));
        var rows = Preprocessor.Fit(dataset, trainRows).Transform([.. trainRows, .. testRows]);

        Assert.Equal((trainLabels.Length, testLabels.Length), (trainRows.Length, testRows.Length));
        Assert.Equal([.. trainLabels, .. testLabels], rows.Labels);
        Assert.All(
            train.Values.Concat(test.Values).Zip(rows.Features.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static (Matrix Features, int[] Labels) Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), v => double.Parse(v, CultureInfo.InvariantCulture)))
            .ToList();
        var columns = rows[0].Length - 1;
        var features = new Matrix(rows.Count, columns, [.. rows.SelectMany(r => r[..columns])]);
        return (features, [.. rows.Select(r => (int)r[columns])]);
    }
}

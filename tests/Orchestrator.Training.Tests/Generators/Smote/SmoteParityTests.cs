using System.Globalization;
using System.Text.Json;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Parity;

namespace Orchestrator.Training.Tests.Generators.Smote;

/// <summary>
/// The distribution of SMOTE's rows against that of an independent program, <c>Reference/smote_reference.py</c>, which
/// follows imbalanced-learn's documented algorithm: 400,000 rows a class and split, of which the file holds means,
/// covariances and shares below 40 points a column.
/// </summary>
public sealed class SmoteParityTests(ITestOutputHelper output)
{
    private const int Count = 120_000;

    [Theory]
    [InlineData("pima-published", 2)]
    [InlineData("glass", 6)]
    [InlineData("titanic-published", 2)]
    public void Rows_have_the_distribution_of_the_reference(string name, int classes)
    {
        using var document = Open();
        var references = document.RootElement.EnumerateArray()
            .Where(reference => reference.GetProperty("set").GetString() == name).ToList();
        Assert.Equal(2 * classes, references.Count);
        foreach (var split in references.GroupBy(reference => reference.GetProperty("split").GetInt32()))
        {
            var rows = TableFacts.Rows("smote", "", TableFacts.Task(split.Key, Training(name, split.Key)), Count);
            foreach (var reference in split)
                Compare(name, reference, rows);
        }
    }

    private void Compare(string name, JsonElement reference, PreparedTable rows)
    {
        var label = reference.GetProperty("class").GetInt32();
        int[] chosen = [.. Enumerable.Range(0, Count).Where(i => rows.Labels[i] == label)];
        var columns = Enumerable.Range(0, rows.Features.Columns)
            .Select(j => Array.ConvertAll(chosen, i => rows.Features[i, j])).ToArray();
        var (n, m) = ((double)chosen.Length, reference.GetProperty("rows").GetDouble());
        var effective = n * m / (n + m);
        var (points, below) = (Table(reference, "points"), Table(reference, "below"));
        var (means, covariance) = (Numbers(reference.GetProperty("mean")), Table(reference, "covariance"));
        var largest = 0.0;
        for (var j = 0; j < columns.Length; j++)
        {
            // 1 in 40,000 for each column; a sample's mean and covariance within 5 of their standard errors.
            var distance = points[j].Zip(below[j])
                .Max(at => Math.Abs((columns[j].Count(value => value <= at.First) / n) - at.Second));
            largest = Math.Max(largest, distance);
            Assert.True(
                distance <= 2.3 / Math.Sqrt(effective), $"{name}, class {label}, column {j}: KS {distance:0.0000} of {n}");
            var mean = columns[j].Average();
            Assert.Equal(means[j], mean, Tolerance(columns[j].Select(value => value - mean)));
            for (var k = 0; k <= j; k++)
            {
                var other = columns[k].Average();
                var products = columns[j].Zip(columns[k], (x, y) => (x - mean) * (y - other)).ToArray();
                var average = products.Average();
                Assert.Equal(covariance[j][k], average, Tolerance(products.Select(product => product - average)));
            }
        }

        output.WriteLine($"{name}, class {label}, {n} rows: KS up to {largest:0.0000} of {2.3 / Math.Sqrt(effective):0.0000}");

        double Tolerance(IEnumerable<double> deviations) =>
            (5 * Math.Sqrt(deviations.Average(deviation => deviation * deviation) / effective)) + 1e-9;
    }

    private static PreparedTable Training(string name, int split)
    {
        using var reader = SharedData.Open(name)!;
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1).Select(line => line.Split(',')).ToList();
        string[] classes = [.. lines.Select(line => line[^1]).Distinct().Order(StringComparer.Ordinal)];
        string[][] kept = [.. lines.Where((_, i) => i % 5 != split)];
        var columns = lines[0].Length - 1;
        var features = new Matrix(
            kept.Length, columns,
            [.. kept.SelectMany(line => line[..^1].Select(text => double.Parse(text, CultureInfo.InvariantCulture)))]);
        if (name == "glass")
            Standardise(features);
        int[] labels = [.. kept.Select(line => Array.IndexOf(classes, line[^1]))];
        var blocks = Enumerable.Range(0, columns)
            .Select(column => new FeatureBlock($"x{column}", FeatureBlockKind.Numeric, column, 1, [])).ToList();
        if (name == "titanic-published")
        {
            blocks.RemoveRange(0, 6);
            blocks.InsertRange(0,
            [
                new FeatureBlock("sex", FeatureBlockKind.OneHot, 0, 2, []),
                new FeatureBlock("embarked", FeatureBlockKind.OneHot, 2, 4, []),
            ]);
        }

        return new PreparedTable(features, labels, classes.Length, blocks);
    }

    private static void Standardise(Matrix features)
    {
        for (var j = 0; j < features.Columns; j++)
        {
            double[] values = [.. Enumerable.Range(0, features.Rows).Select(i => features[i, j])];
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            for (var i = 0; i < features.Rows; i++)
                features[i, j] = (values[i] - mean) / deviation;
        }
    }

    private static JsonDocument Open()
    {
        using var stream = typeof(SmoteParityTests).Assembly.GetManifestResourceStream("smote-reference.json")!;
        return JsonDocument.Parse(stream);
    }

    private static double[][] Table(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}

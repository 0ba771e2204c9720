namespace Orchestrator.Training.Tests.Parity;

/// <summary>
/// Our models beside scikit-learn 1.2.1 on the ten fixed splits of every set whose file can be had: those built into
/// the product always, the others where the folder <c>shared/data</c> stands beside the repository.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    private static readonly string[] Exact = ["logreg", "svc", "knn", "gaussian-nb"];

    private static readonly string[] Randomised = ["decision-tree", "random-forest"];

    /// <summary>Fits of a randomised model per split, to see past its own noise; the reference has one.</summary>
    private const int Keys = 3;

    private static readonly string[] Large = ["adult5000", "wine_quality"];

    private static IEnumerable<string> Small => ParityRun.Targets.Keys.Except(Large);

    [Fact]
    public void Deterministic_models_predict_as_many_rows_right_as_the_reference() => CompareCounts(Small);

    [Fact]
    [Trait("Category", "Slow")]
    public void Deterministic_models_predict_as_many_rows_of_large_sets_right() => CompareCounts(["iris", .. Large]);

    [Fact]
    public void Randomised_models_have_the_reference_s_mean_accuracy() => CompareMeans(Small);

    // Beside the small ones: a mean over few test rows says little, and the large sets may not be there.
    [Fact]
    [Trait("Category", "Slow")]
    public void Randomised_models_have_the_reference_s_mean_accuracy_on_large_sets() =>
        CompareMeans(ParityRun.Targets.Keys);

    private void CompareCounts(IEnumerable<string> names)
    {
        var all = new List<(string Model, int Difference)>();
        foreach (var (reference, counts) in Run(names, Exact, 1))
        {
            var line = $"{reference.Name} ({reference.TestRows} test rows):";
            foreach (var model in Exact)
            {
                var differences = Differences(counts[model], reference.Correct[model]);
                all.AddRange(differences.Select(d => (model, d)));
                line += $" {model} {differences.Count(d => d == 0)}/{differences.Length} equal,"
                    + $" largest difference {differences.Max(Math.Abs)};";
            }

            output.WriteLine(line);
        }

        Assert.All(all, found => Assert.InRange(found.Difference, -2, 2));
        foreach (var model in all.GroupBy(found => found.Model))
            Assert.InRange(model.Average(found => found.Difference == 0 ? 1.0 : 0.0), 0.95, 1);
    }

    private void CompareMeans(IEnumerable<string> names)
    {
        var gaps = Randomised.ToDictionary(m => m, _ => new List<double>());
        foreach (var (reference, counts) in Run(names, Randomised, Keys))
        {
            var line = $"{reference.Name} ({reference.TestRows} test rows), points of mean accuracy apart:";
            foreach (var model in Randomised)
            {
                var gap =
                    100 * (counts[model].Average() / Keys - reference.Correct[model].Average()) / reference.TestRows;
                gaps[model].Add(gap);
                line += $" {model} {gap:+0.00;-0.00};";
            }

            output.WriteLine(line);
        }

        Assert.All(gaps.Values.SelectMany(g => g), gap => Assert.InRange(gap, -1.5, 1.5));
        Assert.All(gaps.Values, gap => Assert.InRange(gap.Average(Math.Abs), 0, 0.5));
    }

    private static int[] Differences(int[] counts, int[] expected) => [.. counts.Zip(expected, (a, b) => a - b)];

    private IEnumerable<(ParityReference Reference, Dictionary<string, int[]> Counts)> Run(
        IEnumerable<string> names, string[] models, int keys)
    {
        var compared = 0;
        foreach (var name in names)
        {
            if (ParityReference.Load(name) is not { } reference
                || ParityRun.Counts(reference, models, keys) is not { } counts)
            {
                output.WriteLine($"{name}: not compared, its file cannot be had here");
                continue;
            }

            compared++;
            yield return (reference, counts);
        }

        Assert.True(compared > 0, "No data set could be had, not even a built-in one.");
    }
}

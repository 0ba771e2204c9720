using System.Text.Json;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Generators.Quality;

/// <summary>
/// The measures on numbers beside SciPy, scikit-learn and NumPy: <c>quality_reference.py</c> has drawn the samples and
/// measured them.
/// </summary>
public sealed class QualityReferenceTests
{
    private static readonly JsonElement Reference = Read();
    private static readonly GeneratorQuality Quality =
        QualityTables.Measure(Sample("training"), Sample("holdout"), Sample("generated"));

    [Fact]
    public void Columns_have_the_statistic_of_scipy()
    {
        var expected = Reference.GetProperty("expected").GetProperty("kolmogorov_smirnov");

        Assert.Equal(["x", "y", "target"], Quality.Columns.Select(column => column.Column));
        Assert.All(Quality.Columns.Index(), column =>
        {
            Assert.True(column.Item.IsNumeric);
            Assert.Equal(expected[column.Index].GetDouble(), column.Item.Distance, 1e-9);
        });
    }

    public static TheoryData<string, double?> Measures { get; } = new()
    {
        { "correlation_difference", Quality.CorrelationDifference },
        { "density", Quality.Density },
        { "coverage", Quality.Coverage },
        { "closest_training", Quality.ClosestTraining },
        { "closest_holdout", Quality.ClosestHoldout },
        { "closer_to_training", Quality.CloserToTraining },
        { "membership_auc", Quality.MembershipAuc },
        { "synthetic_utility", Quality.SyntheticUtility },
        { "real_utility", Quality.RealUtility },
    };

    [Theory]
    [MemberData(nameof(Measures))]
    public void Measure_is_that_of_the_reference(string name, double? value) =>
        Assert.Equal(Reference.GetProperty("expected").GetProperty(name).GetDouble(), value!.Value, 2e-6);

    private static PreparedTable Sample(string name) => QualityTables.Numbers(
        [.. Reference.GetProperty(name).EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())]);

    private static JsonElement Read()
    {
        using var stream = typeof(QualityReferenceTests).Assembly.GetManifestResourceStream("quality.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}

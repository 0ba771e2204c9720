using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Specs;

/// <summary>The names that a spec may use.</summary>
/// <param name="Datasets">The built-in data sets.</param>
/// <param name="Generators">The generators.</param>
/// <param name="Models">The models.</param>
/// <param name="Metrics">The scores.</param>
public sealed record SpecVocabulary(
    IReadOnlyList<string> Datasets,
    IReadOnlyList<AlgorithmDescriptor> Generators,
    IReadOnlyList<AlgorithmDescriptor> Models,
    IReadOnlyList<string> Metrics)
{
    /// <summary>Those of the built-in data sets whose targets are numbers.</summary>
    public IReadOnlyList<string> RegressionDatasets { get; init; } = [];

    /// <summary>The program's own generators, models and scores, with these data sets.</summary>
    public static SpecVocabulary Of(IReadOnlyList<string> datasets) =>
        new(datasets, GeneratorAlgorithms.All, ModelAlgorithms.All, MetricNames.All);
}

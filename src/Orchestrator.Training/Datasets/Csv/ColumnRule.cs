using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>What is known of one column of a file; what is null is inferred or a default.</summary>
/// <param name="Name">The column's name in the header.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record ColumnRule(string Name, ColumnKind? Kind = null)
{
    public Scaling? Scaling { get; init; }

    public Imputation? Imputation { get; init; }

    public IReadOnlyList<string>? Levels { get; init; }

    public double? ImputedMinimum { get; init; }

    /// <summary>A further spelling of a missing value.</summary>
    public string? AlsoMissing { get; init; }
}

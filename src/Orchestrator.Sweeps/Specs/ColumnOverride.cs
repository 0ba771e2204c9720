namespace Orchestrator.Sweeps.Specs;

/// <summary>What a spec says of one column of a CSV file, in place of what would be inferred.</summary>
/// <param name="Name">The column's name in the header.</param>
/// <param name="Kind">What the column holds.</param>
public sealed record ColumnOverride(string Name, ColumnKind Kind)
{
    /// <summary>How numbers are scaled; null: the default (standard).</summary>
    public string? Scaling { get; init; }

    /// <summary>
    /// How missing values are filled in; null: the default (median; a level of its own for categories).
    /// </summary>
    public string? Imputation { get; init; }
}

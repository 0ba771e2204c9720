using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets;

/// <summary>What a feature column holds and how it is prepared.</summary>
/// <param name="Name">The column's name, unique in its data set.</param>
/// <param name="Kind">What it holds; never <see cref="ColumnKind.Ignored"/>.</param>
/// <param name="Scaling">How numbers and ordinal positions are scaled; without effect on one-hot columns.</param>
/// <param name="Imputation">How missing values are filled in.</param>
public sealed record ColumnSchema(string Name, ColumnKind Kind, Scaling Scaling, Imputation Imputation)
{
    /// <summary>
    /// The levels known beforehand, in the order of their features; null: those seen in the training subset. Where
    /// they are known and missing is a level of its own, that level's feature is always there, behind the others.
    /// </summary>
    public IReadOnlyList<string>? DeclaredLevels { get; init; }

    /// <summary>The least value that iterative imputation may give, on the scaled column; null: no limit.</summary>
    public double? ImputedMinimum { get; init; }

    /// <summary>The column of the file that the values were read from; null: the same name.</summary>
    public string? SourceColumn { get; init; }
}

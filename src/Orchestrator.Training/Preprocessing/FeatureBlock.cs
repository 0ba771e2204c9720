namespace Orchestrator.Training.Preprocessing;

/// <summary>What a run of neighbouring feature columns stands for.</summary>
public enum FeatureBlockKind
{
    /// <summary>One scaled number.</summary>
    Numeric,

    /// <summary>A one-hot block: exactly one 1, or none where the level was never seen in training.</summary>
    OneHot,

    /// <summary>One column whose valid values are listed (an ordered category, scaled).</summary>
    Ordinal,
}

/// <summary>A run of neighbouring feature columns made from one column of the data set.</summary>
/// <param name="Column">The data set's column.</param>
/// <param name="Kind">How it is encoded.</param>
/// <param name="Start">The first feature column, from 0.</param>
/// <param name="Width">How many feature columns.</param>
/// <param name="Levels">
/// The valid values of an ordinal block, ascending, as encoded and scaled; empty otherwise.
/// </param>
public sealed record FeatureBlock(
    string Column, FeatureBlockKind Kind, int Start, int Width, IReadOnlyList<double> Levels)
{
    /// <summary>
    /// What the columns of a one-hot block, or the levels of an ordinal one, are called; empty where nobody said.
    /// </summary>
    public IReadOnlyList<string> LevelNames { get; init; } = [];

    /// <summary>What was taken away from a number, in the column's own unit.</summary>
    public double Centre { get; init; }

    /// <summary>What it was divided by then, greater than 0.</summary>
    public double Unit { get; init; } = 1;
}

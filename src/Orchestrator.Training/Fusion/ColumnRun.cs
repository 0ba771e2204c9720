namespace Orchestrator.Training.Fusion;

/// <summary>A run of neighbouring columns of a block: the categories of one feature.</summary>
/// <param name="Start">The first column.</param>
/// <param name="Width">How many, one at least.</param>
internal readonly record struct ColumnRun(int Start, int Width)
{
    /// <summary>The column behind the last.</summary>
    public int End => Start + Width;
}

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>What a run of columns of a network's row stands for.</summary>
internal enum SpanKind
{
    /// <summary>One number in [-1, 1]: where a value lies in its mode.</summary>
    Place,

    /// <summary>The mode of the number before it, one-hot.</summary>
    Modes,

    /// <summary>A category, a level of an ordered one or a class, one-hot.</summary>
    Levels,
}

/// <summary>A run of columns of a network's row.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Start">The first column, from 0.</param>
/// <param name="Width">How many columns.</param>
internal readonly record struct ColumnSpan(SpanKind Kind, int Start, int Width)
{
    /// <summary>The column behind the last one.</summary>
    public int End => Start + Width;
}

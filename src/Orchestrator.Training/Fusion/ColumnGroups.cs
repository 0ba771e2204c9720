namespace Orchestrator.Training.Fusion;

/// <summary>A run of columns.</summary>
/// <param name="Start">The first one.</param>
/// <param name="Width">How many, from 1.</param>
internal readonly record struct ColumnRange(int Start, int Width);

/// <summary>
/// What the columns of a generated row are: places in [-1, 1], and one-hot runs; together they are columns 0 to width
/// - 1. Engines keep what they make of an instance, so one is to be used throughout. Immutable.
/// </summary>
internal sealed class ColumnGroups
{
    /// <summary>Groups of a row.</summary>
    /// <param name="places">The columns that are places.</param>
    /// <param name="oneHot">The one-hot runs, at least one.</param>
    /// <param name="width">The columns in all, without padding.</param>
    public ColumnGroups(int[] places, ColumnRange[] oneHot, int width)
    {
        (Places, OneHot, Width) = (places, oneHot, width);
        PlaceMask = new float[Block.PadColumns(width)];
        foreach (var place in places)
            PlaceMask[place] = 1;
    }

    /// <summary>The columns that are places.</summary>
    public int[] Places { get; }

    /// <summary>The one-hot runs.</summary>
    public ColumnRange[] OneHot { get; }

    /// <summary>The columns in all, without padding.</summary>
    public int Width { get; }

    /// <summary>The columns in all, with padding.</summary>
    public int PaddedWidth => PlaceMask.Length;

    /// <summary>1 at places, else 0; padded.</summary>
    public float[] PlaceMask { get; }
}

using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// A discrete column of a table: a one-hot block, an ordered category by its levels, or the class. Immutable.
/// </summary>
internal sealed class LevelColumn
{
    private readonly FeatureBlock? _block;
    private readonly int _width;

    /// <summary>A feature block, or the class where there is none.</summary>
    public LevelColumn(PreparedTable table, FeatureBlock? block)
    {
        _block = block;
        _width = block is null ? table.ClassCount
            : block.Kind == FeatureBlockKind.OneHot ? block.Width : block.Levels.Count;

        // Rows with none of a block's levels are a level of their own, the last.
        Levels = [.. Enumerable.Range(0, table.Labels.Length).Select(i => Level(table, i))];
        Width = Math.Max(_width, Levels.DefaultIfEmpty(0).Max() + 1);
        Counts = new int[Width];
        foreach (var level in Levels)
            Counts[level]++;
    }

    /// <summary>How many levels.</summary>
    public int Width { get; }

    /// <summary>The level of each row.</summary>
    public int[] Levels { get; }

    /// <summary>How many rows have each level; some may have none.</summary>
    public int[] Counts { get; }

    /// <summary>Writes a level into a row's features; gives the class where the column is the class, else 0.</summary>
    public int Decode(int level, Span<double> features)
    {
        if (_block is null)
            return level;
        if (_block.Kind == FeatureBlockKind.Ordinal)
            features[_block.Start] = _block.Levels[level];
        else if (level < _width)
            features[_block.Start + level] = 1;
        return 0;
    }

    private int Level(PreparedTable table, int row)
    {
        if (_block is null)
            return table.Labels[row];
        var part = table.Features.Row(row).Slice(_block.Start, _block.Width);
        if (_block.Kind == FeatureBlockKind.Ordinal)
        {
            var value = part[0];
            return Enumerable.Range(0, _width).MinBy(level => Math.Abs(_block.Levels[level] - value));
        }

        for (var level = 0; level < part.Length; level++)
        {
            if (part[level] > 0.5)
                return level;
        }

        return _width;
    }
}

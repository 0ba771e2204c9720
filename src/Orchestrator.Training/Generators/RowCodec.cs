using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators;

/// <summary>What of the published pipeline is kept in the way from rows to a GAN and back.</summary>
/// <param name="PublishedLabel">Label 1 from 0 on, instead of from the mid-point 0.5 on (two classes only).</param>
/// <param name="RawCategories">Leave one-hot and ordinal columns as the network gives them.</param>
/// <param name="UnitRange">Do not rescale columns to the range of tanh.</param>
internal sealed record CodecOptions(bool PublishedLabel, bool RawCategories, bool UnitRange);

/// <summary>
/// Turns a prepared table into the rows that a GAN learns, features and then the label (one column for two classes,
/// else one-hot) or the numeric target, and its output back into a table. Fitted on the training subset: each column's
/// range there maps to [-1, 1]. Immutable.
/// </summary>
internal sealed class RowCodec
{
    private readonly int _features;
    private readonly int _classCount;
    private readonly bool _numeric;
    private readonly IReadOnlyList<FeatureBlock> _blocks;
    private readonly CodecOptions _options;
    private readonly double[] _middle;
    private readonly double[] _half;

    /// <summary>A codec for a table.</summary>
    public RowCodec(PreparedTable table, CodecOptions options)
    {
        (_features, _classCount, _blocks, _options) = (table.Features.Columns, table.ClassCount, table.Blocks, options);
        _numeric = table.Targets is not null;
        Width = _features + (_numeric || _classCount == 2 ? 1 : _classCount);
        (_middle, _half) = (new double[Width], new double[Width]);
        for (var j = 0; j < Width; j++)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = 0; i < table.Labels.Length; i++)
                (low, high) = (Math.Min(low, Value(table, i, j)), Math.Max(high, Value(table, i, j)));
            _middle[j] = options.UnitRange ? 0 : (low + high) / 2;
            _half[j] = options.UnitRange ? 1 : (high - low) / 2;
        }
    }

    /// <summary>The columns of a row.</summary>
    public int Width { get; }

    /// <summary>The columns of a row of the table: features, then the label or target.</summary>
    public int TableWidth => _features + 1;

    /// <summary>The table's rows for a GAN, each padded with zeros.</summary>
    public float[] Encode(PreparedTable table)
    {
        var columns = Block.PadColumns(Width);
        var rows = new float[table.Labels.Length * columns];
        for (var i = 0; i < table.Labels.Length; i++)
        {
            for (var j = 0; j < Width; j++)
            {
                // A column that never changes has no range: the GAN sees 0 and every generated row gets the constant
                // back.
                rows[(i * columns) + j] = _half[j] == 0 ? 0 : (float)((Value(table, i, j) - _middle[j]) / _half[j]);
            }
        }

        return rows;
    }

    /// <summary>A table from a GAN's padded rows.</summary>
    public PreparedTable Decode(ReadOnlySpan<float> rows, int count)
    {
        var columns = Block.PadColumns(Width);
        var features = new Matrix(count, _features);
        var labels = new int[count];
        var targets = _numeric ? new double[count] : null;
        var row = new double[Width];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < Width; j++)
                row[j] = _middle[j] + (_half[j] * rows[(i * columns) + j]);
            if (targets is not null)
                targets[i] = row[_features];
            else
                labels[i] = Label(row.AsSpan(_features));
            row.AsSpan(0, _features).CopyTo(features.Row(i));
            if (!_options.RawCategories)
                Project(features.Row(i));
        }

        return new PreparedTable(features, labels, _classCount, _blocks) { Targets = targets };
    }

    private double Value(PreparedTable table, int row, int column)
    {
        if (column < _features)
            return table.Features[row, column];
        if (_numeric)
            return table.Targets![row];
        return _classCount == 2 ? table.Labels[row] : table.Labels[row] == column - _features ? 1 : 0;
    }

    private int Label(ReadOnlySpan<double> values)
    {
        if (_classCount == 2)
            return values[0] >= (_options.PublishedLabel ? 0 : 0.5) ? 1 : 0;
        return Largest(values);
    }

    private void Project(Span<double> row)
    {
        foreach (var block in _blocks)
        {
            var part = row.Slice(block.Start, block.Width);
            if (block.Kind == FeatureBlockKind.OneHot)
            {
                var chosen = Largest(part);
                part.Clear();
                part[chosen] = 1;
            }
            else if (block.Kind == FeatureBlockKind.Ordinal && block.Levels.Count > 0)
            {
                var value = part[0];
                part[0] = block.Levels.MinBy(level => Math.Abs(level - value));
            }
        }
    }

    private static int Largest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var c = 1; c < values.Length; c++)
        {
            if (values[c] > values[best])
                best = c;
        }

        return best;
    }
}

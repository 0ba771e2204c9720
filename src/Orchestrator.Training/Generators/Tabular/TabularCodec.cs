using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// Turns a prepared table into rows for a network and back, as Xu et al. 2019 have it: a number is its place in a mode
/// and the mode one-hot, everything else is one-hot; the label or target comes last. Every number has room for as many
/// modes as there may be, so that tables of one shape have rows of one shape; modes and levels that do not occur are
/// not <see cref="Active"/>. Fitted on the training subset. Immutable.
/// </summary>
internal sealed class TabularCodec
{
    private readonly int _features;
    private readonly int _classCount;
    private readonly bool _numeric;
    private readonly IReadOnlyList<FeatureBlock> _blocks;
    private readonly Part[] _parts;

    /// <summary>Fits to a table; the modes of values are drawn from the key's streams.</summary>
    /// <exception cref="TrainingException">A number of the table is not finite.</exception>
    public TabularCodec(PreparedTable table, StageKey key, TabularOptions options)
    {
        (_features, _classCount, _blocks) = (table.Features.Columns, table.ClassCount, table.Blocks);
        _numeric = table.Targets is not null;
        var (spans, parts) = (new List<ColumnSpan>(), new List<Part>());
        foreach (var block in table.Blocks)
        {
            if (block.Kind == FeatureBlockKind.Numeric || block is { Kind: FeatureBlockKind.Ordinal, Levels.Count: 0 })
                AddNumber(block.Start, Column(table, block.Start));
            else
                AddLevels(new LevelColumn(table, block));
        }

        if (table.Targets is { } targets)
            AddNumber(_features, targets);
        else
            AddLevels(new LevelColumn(table, null));
        (Spans, _parts) = (spans, [.. parts]);
        Width = spans[^1].End;
        Groups = new ColumnGroups(
            [.. spans.Where(s => s.Kind == SpanKind.Place).Select(s => s.Start)],
            [.. spans.Where(s => s.Kind != SpanKind.Place).Select(s => new ColumnRange(s.Start, s.Width))],
            Width);
        Active = new bool[Width];
        foreach (var part in parts)
            part.Activate(Active);
        Discrete = [.. parts.Where(part => part.Levels is not null).Select(part => (part.Span, part.Levels!))];
        Rows = Encode(table.Labels.Length);

        void AddNumber(int column, double[] values)
        {
            var number = new ModeColumn(values, options);
            var place = new ColumnSpan(SpanKind.Place, spans.Count == 0 ? 0 : spans[^1].End, 1);
            var (modes, places) = number.Encode(values, new RandomStream(key.Value, RandomPurpose.Modes, spans.Count));
            spans.Add(place);
            spans.Add(new ColumnSpan(SpanKind.Modes, place.End, options.Modes));
            parts.Add(new Part(spans[^1], column, number, modes, places, null));
        }

        void AddLevels(LevelColumn levels)
        {
            spans.Add(new ColumnSpan(SpanKind.Levels, spans.Count == 0 ? 0 : spans[^1].End, levels.Width));
            parts.Add(new Part(spans[^1], 0, null, levels.Levels, [], levels));
        }
    }

    /// <summary>The runs of columns, left to right, without gaps.</summary>
    public IReadOnlyList<ColumnSpan> Spans { get; }

    /// <summary>The columns of a row.</summary>
    public int Width { get; }

    /// <summary>The runs as the engine's operations take them.</summary>
    public ColumnGroups Groups { get; }

    /// <summary>Which columns occur in the training rows.</summary>
    public bool[] Active { get; }

    /// <summary>The discrete columns of the table (not the modes).</summary>
    public IReadOnlyList<(ColumnSpan Span, LevelColumn Levels)> Discrete { get; }

    /// <summary>The training rows, padded.</summary>
    public float[] Rows { get; }

    /// <summary>
    /// A table from padded rows: of each one-hot run the largest of its active columns counts.
    /// </summary>
    public PreparedTable Decode(ReadOnlySpan<float> rows, int count)
    {
        var columns = Block.PadColumns(Width);
        var features = new Matrix(count, _features);
        var labels = new int[count];
        var targets = _numeric ? new double[count] : null;
        for (var i = 0; i < count; i++)
        {
            var row = rows.Slice(i * columns, columns);
            foreach (var part in _parts)
            {
                var chosen = Largest(row, part.Span);
                if (part.Number is not { } number)
                    labels[i] = Math.Max(labels[i], part.Levels!.Decode(chosen, features.Row(i)));
                else if (part.Column == _features)
                    targets![i] = number.Decode(chosen, row[part.Span.Start - 1]);
                else
                    features[i, part.Column] = number.Decode(chosen, row[part.Span.Start - 1]);
            }
        }

        return new PreparedTable(features, labels, _classCount, _blocks) { Targets = targets };
    }

    private static double[] Column(PreparedTable table, int column) =>
        [.. Enumerable.Range(0, table.Labels.Length).Select(row => table.Features[row, column])];

    private float[] Encode(int count)
    {
        var columns = Block.PadColumns(Width);
        var rows = new float[count * columns];
        foreach (var part in _parts)
        {
            for (var i = 0; i < count; i++)
            {
                rows[(i * columns) + part.Span.Start + part.Codes[i]] = 1;
                if (part.Number is not null)
                    rows[(i * columns) + part.Span.Start - 1] = part.Places[i];
            }
        }

        return rows;
    }

    private int Largest(ReadOnlySpan<float> row, ColumnSpan span)
    {
        var best = -1;
        for (var c = 0; c < span.Width; c++)
        {
            if (Active[span.Start + c] && (best < 0 || row[span.Start + c] > row[span.Start + best]))
                best = c;
        }

        return best;
    }

    /// <summary>One column of the table: its one-hot run, before which the place of a number stands.</summary>
    private sealed record Part(
        ColumnSpan Span, int Column, ModeColumn? Number, int[] Codes, float[] Places, LevelColumn? Levels)
    {
        public void Activate(bool[] active)
        {
            if (Number is not null)
                active.AsSpan(Span.Start - 1, Number.Count + 1).Fill(true);
            for (var level = 0; level < Levels?.Width; level++)
                active[Span.Start + level] = Levels.Counts[level] > 0;
        }
    }
}

using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Smote;

/// <summary>
/// Synthetic rows of one class, or of all rows with a numeric target: base + u (neighbour - base) for numbers, u
/// uniform on [0, 1), base any row and neighbour any of its k nearest (Chawla et al. 2002, figure 3, with the base
/// drawn too, as imbalanced-learn does, so that any number of rows can be had). An ordered category goes to the level
/// nearest to its interpolate, of two the lower. A nominal category is the most frequent among the k neighbours
/// (section 6.1); one of several is drawn. A numeric target lies at the same u between those of base and neighbour, as
/// in SMOTER (Torgo et al. 2013), without its choice of rare values. A row without neighbours comes back as it is.
/// </summary>
internal sealed class FittedSmote : FittedGenerator
{
    private const int BlockRows = 256;

    // Draws of a row: the base, the neighbour, the place between them; then one for each nominal block.
    private const int FixedDraws = 3;

    private readonly PreparedTable _table;
    private readonly SmoteRows _rows;
    private readonly int[][] _neighbours;

    /// <summary>A generator over a table, one row at least, which it keeps.</summary>
    public FittedSmote(StageKey key, PreparedTable table, int k, TrainingContext context)
    {
        var started = context.Time.GetTimestamp();
        _table = table;
        _rows = new SmoteRows(table);
        _neighbours = _rows.Neighbours(k, context.Cancellation);
        Trace = new GeneratorTrace(key, [], [], [], [], context.Time.GetElapsedTime(started).TotalSeconds);
    }

    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; }

    /// <summary>The nearest rows of each row, nearest first.</summary>
    internal IReadOnlyList<int[]> Neighbours => _neighbours;

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (features, labels) = (new Matrix(count, _table.Features.Columns), new int[count]);
        var targets = _table.Targets is null ? null : new double[count];
        var random = new RandomStream(Trace.Key.Value, RandomPurpose.Synthesis);
        var width = FixedDraws + _rows.Nominal.Count;
        var draws = new float[BlockRows * width];
        for (var i = 0; i < count; i++)
        {
            if (i % BlockRows == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                random.Uniform(i / BlockRows, draws);
            }

            var draw = draws.AsSpan(i % BlockRows * width, width);
            var start = Below(_table.Labels.Length, draw[0]);
            var near = _neighbours[start];
            var end = near.Length == 0 ? start : near[Below(near.Length, draw[1])];
            Between(start, end, draw[2], features.Row(i));
            for (var b = 0; b < _rows.Nominal.Count && near.Length > 0; b++)
                TakeLevel(Majority(near, b, draw[FixedDraws + b]), _rows.Nominal[b], features.Row(i));
            labels[i] = _table.Labels[start];
            if (targets is not null)
                targets[i] = _table.Targets![start] + (draw[2] * (_table.Targets[end] - _table.Targets[start]));
        }

        return _table with { Features = features, Labels = labels, Targets = targets };
    }

    private void Between(int start, int end, double place, Span<double> row)
    {
        var from = _table.Features.Row(start);
        var to = _table.Features.Row(end);
        foreach (var block in _table.Blocks)
        {
            if (block.Kind == FeatureBlockKind.OneHot)
            {
                from.Slice(block.Start, block.Width).CopyTo(row[block.Start..]);
                continue;
            }

            var value = from[block.Start] + (place * (to[block.Start] - from[block.Start]));
            row[block.Start] = block.Levels.Count == 0
                ? value
                : block.Levels.MinBy(level => Math.Abs(level - value));
        }
    }

    private void TakeLevel(int row, FeatureBlock block, Span<double> target) =>
        _table.Features.Row(row).Slice(block.Start, block.Width).CopyTo(target[block.Start..]);

    /// <summary>A neighbour with the most frequent level of a nominal block; drawn among several.</summary>
    private int Majority(int[] near, int nominal, float draw)
    {
        var counts = new Dictionary<int, (int Count, int Row)>();
        foreach (var row in near)
        {
            var code = _rows.Code(row, nominal);
            counts[code] = counts.TryGetValue(code, out var seen) ? (seen.Count + 1, seen.Row) : (1, row);
        }

        var most = counts.Values.Max(level => level.Count);
        int[] first = [.. counts.Values.Where(level => level.Count == most).Select(level => level.Row).Order()];
        return first[Below(first.Length, draw)];
    }

    // The product of a 24-bit fraction and a whole number below 2^29 is exact in double precision.
    private static int Below(int bound, float draw) => (int)((double)draw * bound);
}

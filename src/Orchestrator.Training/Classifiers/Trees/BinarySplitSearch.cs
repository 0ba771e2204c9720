namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The search for two classes. A row's weight (low half) and its weight in the second class (high half) are one word,
/// so that one addition counts both.
/// </summary>
internal sealed class BinarySplitSearch<TCriterion> : SplitSearch
    where TCriterion : struct, ICriterion
{
    private readonly TrainingColumns _data;
    private readonly int _minLeaf;
    private readonly ulong[] _payload;
    private readonly ulong[] _sums;
    private readonly int[] _rowCounts;
    private readonly int[] _present;
    private readonly CodeSet _codes;
    private ulong _total;

    /// <summary>A search over <paramref name="data"/>.</summary>
    public BinarySplitSearch(TrainingColumns data, int minLeaf)
    {
        _data = data;
        _minLeaf = minLeaf;
        _payload = new ulong[data.Labels.Length];
        var bound = data.Columns.Max(c => c.Values.Length);
        _sums = new ulong[bound];
        _rowCounts = new int[bound];
        _present = new int[bound];
        _codes = new CodeSet(bound);
    }

    /// <inheritdoc/>
    public override void Begin(ReadOnlySpan<int> weights)
    {
        for (var i = 0; i < weights.Length; i++)
            _payload[i] = (uint)weights[i] | (ulong)(uint)(weights[i] * _data.Labels[i]) << 32;
    }

    /// <inheritdoc/>
    public override bool Enter(ReadOnlySpan<int> rows)
    {
        var total = 0UL;
        foreach (var row in rows)
            total += _payload[row];
        _total = total;
        var second = (uint)(total >> 32);
        return second == 0 || second == (uint)total;
    }

    /// <inheritdoc/>
    public override void Shares(Span<double> shares)
    {
        double weight = (uint)_total;
        var second = (uint)(_total >> 32);
        shares[0] = ((uint)_total - second) / weight;
        shares[1] = second / weight;
    }

    /// <inheritdoc/>
    public override bool Try(int feature, ReadOnlySpan<int> rows, ref Split best)
    {
        var column = _data.Columns[feature];
        Count(column.Codes, rows);
        var present = _present.AsSpan(0, _codes.Drain(_present));
        var constant = present.Length == 1 || !column.Separates(present[0], present[^1]);
        var (left, leftRows) = (0UL, 0);
        for (var i = 0; i < present.Length; i++)
        {
            var code = present[i];
            if (i > 0 && column.Separates(present[i - 1], code)
                && (_minLeaf == 1 || (leftRows >= _minLeaf && rows.Length - leftRows >= _minLeaf)))
            {
                var score = Score(left) + Score(_total - left);
                if (score > best.Score)
                    best = new Split { Score = score, Feature = feature, Lower = present[i - 1], Upper = code };
            }

            left += _sums[code];
            leftRows += _rowCounts[code];
            _sums[code] = 0;
            _rowCounts[code] = 0;
        }

        return !constant;
    }

    private static double Score(ulong side)
    {
        var (weight, second) = ((uint)side, (uint)(side >> 32));
        return TCriterion.Score((double)(int)(weight - second), (double)(int)second, (double)(int)weight);
    }

    private void Count(int[] codes, ReadOnlySpan<int> rows)
    {
        var (sums, payload, set) = (_sums, _payload, _codes);
        foreach (var row in rows)
        {
            var code = codes[row];
            sums[code] += payload[row];
            set.Add(code);
        }

        if (_minLeaf == 1)
            return;
        foreach (var row in rows)
            _rowCounts[codes[row]]++;
    }
}

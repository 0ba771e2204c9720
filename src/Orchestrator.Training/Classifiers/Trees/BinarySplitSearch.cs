using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The search for two classes. A row's weight (low half) and its weight in the second class (high half) are one word,
/// so that one addition counts both. Columns of few values are searched by <see cref="FewValuesSearch{TCriterion}"/>,
/// others in nodes of few rows by <see cref="FewRowsSearch{TCriterion}"/>.
/// </summary>
internal sealed class BinarySplitSearch<TCriterion> : SplitSearch
    where TCriterion : struct, ICriterion
{
    private static readonly int Lanes = Vector512<double>.Count;

    private readonly TrainingColumns _data;
    private readonly int _minLeaf;
    private readonly ulong[] _payload;
    private readonly ulong[] _nodePayload;
    private readonly ValueSums _sums;
    private readonly int[] _rowCounts;
    private readonly int[] _leftRows;
    private readonly FewRowsSearch<TCriterion> _fewRows = new();
    private readonly FewValuesSearch<TCriterion> _fewValues;
    private ulong _total;
    private bool _isFewRows;

    /// <summary>A search over <paramref name="data"/>.</summary>
    public BinarySplitSearch(TrainingColumns data, int minLeaf)
    {
        _data = data;
        _minLeaf = minLeaf;
        _payload = new ulong[data.Labels.Length];
        _nodePayload = new ulong[data.Labels.Length + Lanes];
        var bound = data.Columns.Max(c => c.Values.Length);
        _sums = new ValueSums(bound);
        _rowCounts = new int[minLeaf > 1 ? bound : 0];
        _leftRows = new int[minLeaf > 1 ? bound : 0];
        _fewValues = new FewValuesSearch<TCriterion>(data, minLeaf > 1 ? 0 : FewValuesSearch<TCriterion>.MostFlags);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(ReadOnlySpan<int> weights)
    {
        for (var i = 0; i < weights.Length; i++)
            _payload[i] = (uint)weights[i] | (ulong)(uint)(weights[i] * _data.Labels[i]) << 32;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Enter(ReadOnlySpan<int> rows)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(_payload);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_nodePayload);
        var total = 0UL;
        for (var i = 0; i < rows.Length; i++)
        {
            var payload = Unsafe.Add(ref from, rows[i]);
            Unsafe.Add(ref to, i) = payload;
            total += payload;
        }

        _total = total;
        var (weight, second) = ((uint)total, (uint)(total >> 32));
        if (second == 0 || second == weight)
            return true;
        _isFewRows = rows.Length <= FewRowsSearch<TCriterion>.MostRows && _minLeaf == 1
            && weight <= FewRowsSearch<TCriterion>.MostWeight;
        if (_isFewRows)
            _fewRows.Enter(_nodePayload.AsSpan(0, rows.Length), total);
        _fewValues.Enter(rows);
        return false;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Try(int feature, ReadOnlySpan<int> rows, ref Split best)
    {
        var column = _data.Columns[feature];
        if (_fewValues.Serves(feature, rows.Length))
            return _fewValues.Try(feature, _nodePayload, _total, ref best);
        if (_isFewRows && !column.HasTinyGaps)
            return _fewRows.Try(feature, column.Codes, rows, ref best);
        var count = _sums.Count(column, rows, _nodePayload, _total);
        if (_minLeaf > 1)
            CountRows(column.Codes, rows, count);
        if (count > 1)
            Choose(feature, column, count, rows.Length, ref best);
        return count > 1 && column.Separates(_sums.Codes[0], _sums.Codes[count - 1]);
    }

    /// <summary>Scores the gap behind each of the values but the last, eight at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Choose(int feature, CodedColumn column, int count, int rows, ref Split best)
    {
        ref var lefts = ref MemoryMarshal.GetArrayDataReference(_sums.Lefts);
        var total = Vector512.Create(_total);
        for (var first = 0; first < count - 1; first += Lanes)
        {
            var left = Vector512.LoadUnsafe(ref lefts, (nuint)first);
            var scores = Side(left) + Side(total - left);
            var better = Vector512.GreaterThan(scores, Vector512.Create(best.Score)).ExtractMostSignificantBits();
            if (count - 1 - first < Lanes)
                better &= (1UL << count - 1 - first) - 1;
            for (; better != 0; better &= better - 1)
            {
                var lane = BitOperations.TrailingZeroCount(better);
                if (scores[lane] > best.Score && IsAllowed(column, first + lane, rows))
                    best = new Split
                    {
                        Score = scores[lane],
                        Feature = feature,
                        Lower = _sums.Codes[first + lane],
                        Upper = _sums.Codes[first + lane + 1],
                    };
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Side(Vector512<ulong> sums)
    {
        var weight = Vector512.ConvertToDouble((sums & Vector512.Create((ulong)uint.MaxValue)).AsInt64());
        var second = Vector512.ConvertToDouble((sums >>> 32).AsInt64());
        return TCriterion.Score(weight - second, second, weight);
    }

    private bool IsAllowed(CodedColumn column, int place, int rows) =>
        column.Separates(_sums.Codes[place], _sums.Codes[place + 1])
        && (_minLeaf == 1 || (_leftRows[place] >= _minLeaf && rows - _leftRows[place] >= _minLeaf));

    /// <summary>Counts the rows up to each of the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountRows(int[] codes, ReadOnlySpan<int> rows, int count)
    {
        foreach (var row in rows)
            _rowCounts[codes[row]]++;
        var left = 0;
        for (var i = 0; i < count; i++)
        {
            var code = _sums.Codes[i];
            left += _rowCounts[code];
            _leftRows[i] = left;
            _rowCounts[code] = 0;
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>
/// Exact search over all training rows, eight rows a vector and a feature at a time. Squares are added in the order of
/// the features without fused operations, so that equal distances compare equal on every machine.
/// </summary>
internal sealed class KnnClassifier : FittedClassifier
{
    private static readonly int Lanes = Vector512<double>.Count;

    // Where scikit-learn's search is a tree, ties are decided as that tree meets them; elsewhere the lower row counts.
    private const int MostTreeColumns = 15;

    // Blocks whose sums grow side by side.
    private const int Together = 4;

    // Rows of either kind from which on a tree is built before a tie asks for it.
    private const int RowsForTree = 128;

    // Rows after which it shows whether the tree passes over enough.
    private const int RowsThatShow = 8;

    // Visiting a row by the tree takes about as long as so many in the search of all rows.
    private const int VisitsWorth = 3;

    private readonly int _k;
    private readonly int _columns;
    private readonly int _classCount;
    private readonly int[] _labels;
    private readonly double[]? _targets;
    private readonly double[] _blocks;
    private readonly Lazy<NeighborTree>? _tree;

    /// <summary>The classifier of <paramref name="task"/>'s rows.</summary>
    public KnnClassifier(ClassifierFitTask task, int k)
    {
        _k = k;
        _columns = task.Features.Columns;
        _classCount = task.ClassCount;
        _labels = [.. task.Labels];
        _targets = task.Targets is { } targets ? [.. targets] : null;
        _blocks = Transposed(task.Features);
        if (_columns <= MostTreeColumns && k < task.Features.Rows / 2)
            _tree = new Lazy<NeighborTree>(() => new NeighborTree(task.Features));
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        if (_targets is null)
            return Vote(features);
        var values = new double[features.Rows];
        EachRow(features, isOrderFree: false, (i, rows) =>
        {
            foreach (var row in rows)
                values[i] += _targets[row] / _k;
        });
        return new Predictions(new int[features.Rows], null) { Values = values };
    }

    private Predictions Vote(Matrix features)
    {
        var probabilities = new Matrix(features.Rows, _classCount);
        EachRow(features, isOrderFree: true, (i, rows) =>
        {
            var votes = probabilities.Row(i);
            foreach (var row in rows)
                votes[_labels[row]]++;
            foreach (ref var vote in votes)
                vote /= _k;
        });
        return new Predictions(ArgMax.Rows(probabilities), probabilities);
    }

    /// <summary>
    /// Finds the nearest rows of each row. Where nothing is tied the tree comes to the same rows as the search of all,
    /// in another order: where that does not matter, the tree alone is asked as long as it passes over most rows.
    /// </summary>
    private void EachRow(Matrix features, bool isOrderFree, Action<int, ReadOnlySpan<int>> take)
    {
        var nearest = new NearestRows(Math.Min(_k + 1, _labels.Length));
        var heap = new NearestHeap(_k);
        var isTreeWorthwhile = isOrderFree && _tree is not null
            && features.Rows >= RowsForTree && _labels.Length >= RowsForTree;
        var visited = 0L;
        for (var i = 0; i < features.Rows; i++)
        {
            var isByTree = isTreeWorthwhile
                && VisitsWorth * visited <= (long)_labels.Length * Math.Max(i, RowsThatShow);
            if (!isByTree)
            {
                isTreeWorthwhile = false;
                Search(features.Row(i), nearest);
                isByTree = _tree is not null && nearest.IsTied;
            }

            if (isByTree)
            {
                heap.Clear();
                visited += _tree!.Value.Search(features.Row(i), heap);
            }

            take(i, isByTree ? heap.Rows : nearest.Rows[.._k]);
        }
    }

    /// <summary>
    /// Blocks of eight rows, in each the first feature of all eight, then the second, …; missing rows are infinitely
    /// far.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Transposed(Matrix features)
    {
        var blocks = (features.Rows + Lanes - 1) / Lanes;
        var values = new double[blocks * Lanes * features.Columns];
        values.AsSpan((features.Rows / Lanes) * Lanes * features.Columns).Fill(double.PositiveInfinity);
        for (var i = 0; i < features.Rows; i++)
        {
            var start = i / Lanes * Lanes * features.Columns + i % Lanes;
            var row = features.Row(i);
            for (var j = 0; j < row.Length; j++)
                values[start + j * Lanes] = row[j];
        }

        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(ReadOnlySpan<double> row, NearestRows nearest)
    {
        nearest.Clear();
        ref var value = ref MemoryMarshal.GetReference(row);
        ref var blocks = ref MemoryMarshal.GetArrayDataReference(_blocks);
        var (count, size) = (_labels.Length, Lanes * _columns);
        var (first, start) = (0, 0);
        for (; first + Together * Lanes <= count; first += Together * Lanes, start += Together * size)
        {
            var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
            var (c, d) = (a, b);
            ref var block = ref Unsafe.Add(ref blocks, start);
            for (var j = 0; j < row.Length; j++)
            {
                var wanted = Vector512.Create(Unsafe.Add(ref value, j));
                a += Squares(ref block, j * Lanes, wanted);
                b += Squares(ref block, j * Lanes + size, wanted);
                c += Squares(ref block, j * Lanes + 2 * size, wanted);
                d += Squares(ref block, j * Lanes + 3 * size, wanted);
            }

            Offer(a, first, nearest);
            Offer(b, first + Lanes, nearest);
            Offer(c, first + 2 * Lanes, nearest);
            Offer(d, first + 3 * Lanes, nearest);
        }

        for (; first < count; first += Lanes, start += size)
        {
            var sum = Vector512<double>.Zero;
            for (var j = 0; j < row.Length; j++)
                sum += Squares(ref Unsafe.Add(ref blocks, start), j * Lanes, Vector512.Create(row[j]));
            Offer(sum, first, nearest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Squares(ref double block, int place, Vector512<double> wanted)
    {
        var difference = Vector512.LoadUnsafe(ref block, (nuint)place) - wanted;
        return difference * difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer(Vector512<double> distances, int first, NearestRows nearest)
    {
        var closer = Vector512.LessThan(distances, Vector512.Create(nearest.Farthest)).ExtractMostSignificantBits();
        for (; closer != 0; closer &= closer - 1)
        {
            var lane = BitOperations.TrailingZeroCount(closer);
            if (first + lane < _labels.Length)
                nearest.Offer(distances[lane], first + lane);
        }
    }
}

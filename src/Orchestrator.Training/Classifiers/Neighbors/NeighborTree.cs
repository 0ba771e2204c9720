using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Neighbors;

/// <summary>
/// A k-d tree (Bentley 1975) as scikit-learn builds and searches it: balanced, split at the median of the widest
/// column, leaves of about 30 rows, nearer child first. It serves one purpose: where more rows than are wanted lie at
/// the same distance, its search order says which of them count.
/// </summary>
internal sealed class NeighborTree
{
    private const int LeafSize = 30;

    private static readonly int Lanes = Vector512<double>.Count;

    private readonly Matrix _rows;
    private readonly RowOrder[] _orders;
    private readonly int[] _order;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly double[] _values;
    private readonly Matrix _lower;
    private readonly Matrix _upper;

    /// <summary>The tree over <paramref name="rows"/>, which must not be empty or change.</summary>
    public NeighborTree(Matrix rows)
    {
        _rows = rows;
        var n = rows.Rows;
        var levels = (int)Math.Max(1, Math.Floor(Math.Log2(Math.Max(1, (n - 1.0) / LeafSize))) + 1);
        var nodes = (1 << levels) - 1;
        _order = [.. Enumerable.Range(0, n)];
        _starts = new int[nodes];
        _ends = new int[nodes];
        _lower = new Matrix(nodes, rows.Columns);
        _upper = new Matrix(nodes, rows.Columns);
        _orders = [.. Enumerable.Range(0, rows.Columns)
            .Select(j => new RowOrder(Column(rows, j)))];
        Build(0, 0, n);
        _values = Ordered(rows, _order);
    }

    /// <summary>
    /// Offers <paramref name="heap"/> every row that may be among the nearest to <paramref name="point"/> and says how
    /// many rows it looked at.
    /// </summary>
    public int Search(ReadOnlySpan<double> point, NearestHeap heap) => Search(0, point, Bound(0, point), heap);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Column(Matrix rows, int column)
    {
        var values = new double[rows.Rows];
        for (var i = 0; i < values.Length; i++)
            values[i] = rows[i, column];
        return values;
    }

    private void Build(int node, int start, int end)
    {
        (_starts[node], _ends[node]) = (start, end);
        var widest = Measure(node);
        if (2 * node + 1 >= _starts.Length)
            return;
        var half = (end - start) / 2;
        _orders[widest].Select(_order.AsSpan(start, end - start), half);
        Build(2 * node + 1, start, start + half);
        Build(2 * node + 2, start + half, end);
    }

    /// <summary>Finds the node's bounds and its widest column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Measure(int node)
    {
        var lower = _lower.Row(node);
        var upper = _upper.Row(node)[..lower.Length];
        lower.Fill(double.PositiveInfinity);
        upper.Fill(double.NegativeInfinity);
        var rows = _order.AsSpan(_starts[node], _ends[node] - _starts[node]);
        if (lower.Length >= Lanes)
            MeasureLanes(rows, 0, lower, upper);
        if (lower.Length > Lanes)
            MeasureLanes(rows, lower.Length - Lanes, lower, upper);
        for (var j = 0; j < lower.Length && lower.Length < Lanes; j++)
        {
            foreach (var row in rows)
            {
                var value = _rows[row, j];
                lower[j] = value < lower[j] ? value : lower[j];
                upper[j] = value > upper[j] ? value : upper[j];
            }
        }

        var widest = 0;
        for (var j = 1; j < lower.Length; j++)
        {
            if (upper[j] - lower[j] > upper[widest] - lower[widest])
                widest = j;
        }

        return widest;
    }

    /// <summary>The bounds of eight columns from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeasureLanes(ReadOnlySpan<int> rows, int first, Span<double> lower, Span<double> upper)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_rows.Values);
        var least = Vector512.Create(double.PositiveInfinity);
        var largest = -least;
        foreach (var row in rows)
        {
            var some = Vector512.LoadUnsafe(ref values, (nuint)(row * _rows.Columns + first));
            least = Vector512.Min(least, some);
            largest = Vector512.Max(largest, some);
        }

        least.CopyTo(lower[first..]);
        largest.CopyTo(upper[first..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Search(int node, ReadOnlySpan<double> point, double bound, NearestHeap heap)
    {
        if (bound > heap.Farthest)
            return 0;
        var left = 2 * node + 1;
        if (left >= _starts.Length)
        {
            SearchLeaf(node, point, heap);
            return _ends[node] - _starts[node];
        }

        var (leftBound, rightBound) = (Bound(left, point), Bound(left + 1, point));
        return leftBound <= rightBound
            ? Search(left, point, leftBound, heap) + Search(left + 1, point, rightBound, heap)
            : Search(left + 1, point, rightBound, heap) + Search(left, point, leftBound, heap);
    }

    /// <summary>The squared distance from the point to the node's box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Bound(int node, ReadOnlySpan<double> point)
    {
        var lower = _lower.Row(node)[..point.Length];
        var upper = _upper.Row(node)[..point.Length];
        var sum = 0.0;
        for (var j = 0; j < point.Length; j++)
        {
            // At most one of the two is above 0.
            var (below, above) = (lower[j] - point[j], point[j] - upper[j]);
            var outside = (below > 0 ? below : 0) + (above > 0 ? above : 0);
            sum += outside * outside;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SearchLeaf(int node, ReadOnlySpan<double> point, NearestHeap heap)
    {
        var end = _ends[node];
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        for (var first = _starts[node]; first < end; first += Lanes)
        {
            var distances = Vector512<double>.Zero;
            for (var j = 0; j < point.Length; j++)
            {
                var value = Vector512.LoadUnsafe(ref values, (nuint)(j * _order.Length + first));
                var difference = value - Vector512.Create(point[j]);
                distances += difference * difference;
            }

            var closer = Vector512.LessThan(distances, Vector512.Create(heap.Farthest)).ExtractMostSignificantBits();
            if (end - first < Lanes)
                closer &= (1UL << end - first) - 1;
            for (; closer != 0; closer &= closer - 1)
            {
                var lane = BitOperations.TrailingZeroCount(closer);
                heap.Offer(distances[lane], _order[first + lane]);
            }
        }
    }

    /// <summary>The columns one after the other, in the order of the leaves, with room for a vector behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Ordered(Matrix rows, int[] order)
    {
        var values = new double[rows.Columns * order.Length + Lanes];
        for (var i = 0; i < order.Length; i++)
        {
            var row = rows.Row(order[i]);
            for (var j = 0; j < row.Length; j++)
                values[j * order.Length + i] = row[j];
        }

        return values;
    }
}

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

    private readonly Matrix _rows;
    private readonly RowOrder[] _orders;
    private readonly int[] _order;
    private readonly int[] _starts;
    private readonly int[] _ends;
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
            .Select(j => new RowOrder([.. Enumerable.Range(0, n).Select(i => rows[i, j])]))];
        Build(0, 0, n);
    }

    /// <summary>
    /// Offers <paramref name="heap"/> every row that may be among the nearest to <paramref name="point"/>.
    /// </summary>
    public void Search(ReadOnlySpan<double> point, NearestHeap heap) => Search(0, point, Bound(0, point), heap);

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
    private int Measure(int node)
    {
        var lower = _lower.Row(node);
        var upper = _upper.Row(node);
        lower.Fill(double.PositiveInfinity);
        upper.Fill(double.NegativeInfinity);
        for (var i = _starts[node]; i < _ends[node]; i++)
        {
            var row = _rows.Row(_order[i]);
            for (var j = 0; j < row.Length; j++)
            {
                lower[j] = Math.Min(lower[j], row[j]);
                upper[j] = Math.Max(upper[j], row[j]);
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

    private void Search(int node, ReadOnlySpan<double> point, double bound, NearestHeap heap)
    {
        if (bound > heap.Farthest)
            return;
        var left = 2 * node + 1;
        if (left >= _starts.Length)
        {
            for (var i = _starts[node]; i < _ends[node]; i++)
                heap.Offer(Distance(_rows.Row(_order[i]), point), _order[i]);
            return;
        }

        var (leftBound, rightBound) = (Bound(left, point), Bound(left + 1, point));
        if (leftBound <= rightBound)
        {
            Search(left, point, leftBound, heap);
            Search(left + 1, point, rightBound, heap);
        }
        else
        {
            Search(left + 1, point, rightBound, heap);
            Search(left, point, leftBound, heap);
        }
    }

    /// <summary>The squared distance from the point to the node's box.</summary>
    private double Bound(int node, ReadOnlySpan<double> point)
    {
        var lower = _lower.Row(node);
        var upper = _upper.Row(node);
        var sum = 0.0;
        for (var j = 0; j < point.Length; j++)
        {
            var outside = Math.Max(0, Math.Max(lower[j] - point[j], point[j] - upper[j]));
            sum += outside * outside;
        }

        return sum;
    }

    private static double Distance(ReadOnlySpan<double> row, ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        for (var j = 0; j < row.Length; j++)
            sum += (row[j] - point[j]) * (row[j] - point[j]);
        return sum;
    }
}

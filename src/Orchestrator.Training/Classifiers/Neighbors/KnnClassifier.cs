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
        EachRow(features, (i, rows) =>
        {
            foreach (var row in rows)
                values[i] += _targets[row] / _k;
        });
        return new Predictions(new int[features.Rows], null) { Values = values };
    }

    private Predictions Vote(Matrix features)
    {
        var probabilities = new Matrix(features.Rows, _classCount);
        EachRow(features, (i, rows) =>
        {
            var votes = probabilities.Row(i);
            foreach (var row in rows)
                votes[_labels[row]]++;
            foreach (ref var vote in votes)
                vote /= _k;
        });
        return new Predictions(ArgMax.Rows(probabilities), probabilities);
    }

    /// <summary>Finds the nearest rows of each row.</summary>
    private void EachRow(Matrix features, Action<int, ReadOnlySpan<int>> take)
    {
        var nearest = new NearestRows(Math.Min(_k + 1, _labels.Length));
        var heap = new NearestHeap(_k);
        for (var i = 0; i < features.Rows; i++)
        {
            Search(features.Row(i), nearest);
            var rows = nearest.Rows[.._k];
            if (_tree is not null && nearest.IsTied)
            {
                heap.Clear();
                _tree.Value.Search(features.Row(i), heap);
                rows = heap.Rows;
            }

            take(i, rows);
        }
    }

    /// <summary>
    /// Blocks of eight rows, in each the first feature of all eight, then the second, …; missing rows are infinitely
    /// far.
    /// </summary>
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

    private void Search(ReadOnlySpan<double> row, NearestRows nearest)
    {
        nearest.Clear();
        var count = _labels.Length;
        for (var (first, start) = (0, 0); first < count; first += Lanes, start += Lanes * _columns)
        {
            var block = _blocks.AsSpan(start, Lanes * _columns);
            var sum = Vector512<double>.Zero;
            for (var j = 0; j < row.Length; j++)
            {
                var difference = Vector512.Create<double>(block[(j * Lanes)..]) - Vector512.Create(row[j]);
                sum += difference * difference;
            }

            var closer = Vector512.LessThan(sum, Vector512.Create(nearest.Farthest)).ExtractMostSignificantBits();
            for (; closer != 0; closer &= closer - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(closer);
                if (first + lane < count)
                    nearest.Offer(sum[lane], first + lane);
            }
        }
    }
}

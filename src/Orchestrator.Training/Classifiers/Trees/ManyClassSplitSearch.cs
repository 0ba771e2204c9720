namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>The search for any number of classes.</summary>
internal sealed class ManyClassSplitSearch<TCriterion> : SplitSearch
    where TCriterion : struct, ICriterion
{
    private readonly TrainingColumns _data;
    private readonly int _classes;
    private readonly int _minLeaf;
    private readonly int[] _weights;
    private readonly int[] _sums;
    private readonly int[] _rowCounts;
    private readonly int[] _present;
    private readonly CodeSet _codes;
    private readonly int[] _total;
    private readonly int[] _left;
    private readonly int[] _right;
    private int _totalWeight;

    /// <summary>A search over <paramref name="data"/>.</summary>
    public ManyClassSplitSearch(TrainingColumns data, int minLeaf)
    {
        _data = data;
        _classes = data.ClassCount;
        _minLeaf = minLeaf;
        _weights = new int[data.Labels.Length];
        var bound = data.Columns.Max(c => c.Values.Length);
        _sums = new int[bound * _classes];
        _rowCounts = new int[bound];
        _present = new int[bound + CodeSet.Slack];
        _codes = new CodeSet(bound);
        _total = new int[_classes];
        _left = new int[_classes];
        _right = new int[_classes];
    }

    /// <inheritdoc/>
    public override void Begin(ReadOnlySpan<int> weights) => weights.CopyTo(_weights);

    /// <inheritdoc/>
    public override bool Enter(ReadOnlySpan<int> rows)
    {
        Array.Clear(_total);
        _totalWeight = 0;
        foreach (var row in rows)
        {
            _total[_data.Labels[row]] += _weights[row];
            _totalWeight += _weights[row];
        }

        return Array.IndexOf(_total, _totalWeight) >= 0;
    }

    /// <inheritdoc/>
    public override void Shares(Span<double> shares)
    {
        for (var c = 0; c < _classes; c++)
            shares[c] = (double)_total[c] / _totalWeight;
    }

    /// <inheritdoc/>
    public override bool Try(int feature, ReadOnlySpan<int> rows, ref Split best)
    {
        var column = _data.Columns[feature];
        Count(column.Codes, rows);
        var present = _present.AsSpan(0, _codes.Drain(_present));
        var constant = present.Length == 1 || !column.Separates(present[0], present[^1]);
        Array.Clear(_left);
        _total.CopyTo(_right, 0);
        var (leftWeight, leftRows) = (0, 0);
        for (var i = 0; i < present.Length; i++)
        {
            var code = present[i];
            if (i > 0 && column.Separates(present[i - 1], code)
                && (_minLeaf == 1 || (leftRows >= _minLeaf && rows.Length - leftRows >= _minLeaf)))
            {
                var score = TCriterion.Score(_left, leftWeight) + TCriterion.Score(_right, _totalWeight - leftWeight);
                if (score > best.Score)
                    best = new Split { Score = score, Feature = feature, Lower = present[i - 1], Upper = code };
            }

            leftWeight += Move(_sums.AsSpan(code * _classes, _classes));
            leftRows += _rowCounts[code];
            _rowCounts[code] = 0;
        }

        return !constant;
    }

    /// <summary>Moves the weights of one value from right to left, clears them and gives their sum.</summary>
    private int Move(Span<int> weights)
    {
        var sum = 0;
        for (var c = 0; c < weights.Length; c++)
        {
            _left[c] += weights[c];
            _right[c] -= weights[c];
            sum += weights[c];
        }

        weights.Clear();
        return sum;
    }

    private void Count(int[] codes, ReadOnlySpan<int> rows)
    {
        var (labels, classes) = (_data.Labels, _classes);
        foreach (var row in rows)
        {
            var code = codes[row];
            _sums[code * classes + labels[row]] += _weights[row];
            _codes.Add(code);
        }

        if (_minLeaf == 1)
            return;
        foreach (var row in rows)
            _rowCounts[codes[row]]++;
    }
}

using System.Runtime.CompilerServices;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// Grows classification trees depth first (CART, Breiman et al. 1984). At each node features are drawn in random order
/// without replacement until as many as set have been tried and at least one of them was not constant; the first of
/// equally good splits is taken. Buffers serve all trees of a fit; not thread-safe.
/// </summary>
internal sealed class TreeGrower
{
    private const int TrackedFeatures = 64;
    private const int WordsAtOnce = 128;

    private readonly TrainingColumns _data;
    private readonly GrowthSettings _settings;
    private readonly SplitSearch _search;
    private readonly int[] _rows;
    private readonly int[] _right;
    private readonly int[] _features;
    private readonly uint[] _words = new uint[WordsAtOnce];
    private readonly Stack<Pending> _stack = new();
    private int _usedWords;

    /// <summary>A grower of trees over <paramref name="data"/>.</summary>
    public TreeGrower(TrainingColumns data, string criterion, GrowthSettings settings)
    {
        _data = data;
        _settings = settings;
        _search = SplitSearch.Create(data, criterion, settings.MinLeaf);
        _rows = new int[data.Labels.Length];
        _right = new int[data.Labels.Length];
        _features = new int[data.Columns.Length];
    }

    /// <summary>Grows one tree into <paramref name="nodes"/>, of the rows whose weight is above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Grow(ReadOnlySpan<int> weights, PhiloxSequence random, TreeNodes nodes)
    {
        var count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            _rows[count] = i;
            count += weights[i] > 0 ? 1 : 0;
        }

        for (var j = 0; j < _features.Length; j++)
            _features[j] = j;
        _usedWords = WordsAtOnce;
        _search.Begin(weights);
        _stack.Push(new Pending(nodes.AddRoot(), 0, count, 0, 0));
        while (_stack.TryPop(out var pending))
            Settle(pending, random, nodes);
    }

    /// <summary>Makes a node a split with two pending children, or a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(Pending pending, PhiloxSequence random, TreeNodes nodes)
    {
        var (node, start, count, depth, constants) = pending;
        var rows = _rows.AsSpan(start, count);
        var split = Split.None;
        var final = _search.Enter(rows) || depth >= _settings.MaxDepth || count < _settings.MinSplit
            || count < 2L * _settings.MinLeaf;
        if (!final)
            split = FindSplit(rows, random, ref constants);
        if (split.Feature < 0)
        {
            _search.Shares(nodes.SetLeaf(node));
            return;
        }

        var column = _data.Columns[split.Feature];
        var child = nodes.SetSplit(node, split.Feature, column.Threshold(split.Lower, split.Upper));
        var left = Partition(rows, column.Codes, split.Lower);
        _stack.Push(new Pending(child + 1, start + left, count - left, depth + 1, constants));
        _stack.Push(new Pending(child, start, left, depth + 1, constants));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Split FindSplit(ReadOnlySpan<int> rows, PhiloxSequence random, ref ulong constants)
    {
        var best = Split.None;
        var (tried, varying) = (0, 0);
        for (var last = _features.Length - 1; last >= 0 && (tried < _settings.MaxFeatures || varying == 0); last--)
        {
            var place = last == 0 ? 0 : Draw(random, (uint)last + 1);
            var feature = _features[place];
            (_features[place], _features[last]) = (_features[last], feature);
            tried++;
            var tracked = feature < TrackedFeatures;
            if (tracked && (constants >> feature & 1) != 0)
                continue;
            if (_search.Try(feature, rows, ref best))
                varying++;
            else if (tracked)
                constants |= 1UL << feature;
        }

        return best;
    }

    /// <summary>
    /// The draw of <see cref="PhiloxSequence.NextInt"/>, whose words are had many at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Draw(PhiloxSequence random, uint range)
    {
        while (true)
        {
            if (_usedWords == WordsAtOnce)
            {
                random.Fill(_words);
                _usedWords = 0;
            }

            var product = (ulong)_words[_usedWords++] * range;
            if ((uint)product >= range || (uint)product >= (0u - range) % range)
                return (int)(product >> 32);
        }
    }

    /// <summary>
    /// Brings the rows whose code is at most <paramref name="lower"/> to the front, in order, and counts them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Partition(Span<int> rows, int[] codes, int lower)
    {
        var (left, right) = (0, 0);
        var buffer = _right;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var goesLeft = codes[row] <= lower ? 1 : 0;
            rows[left] = row;
            buffer[right] = row;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        buffer.AsSpan(0, right).CopyTo(rows[left..]);
        return left;
    }

    /// <summary>
    /// A node that is not settled yet: its rows, its depth, and which of the first 64 features are constant in it.
    /// </summary>
    private readonly record struct Pending(int Node, int Start, int Count, int Depth, ulong Constants);
}

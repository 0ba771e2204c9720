namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The nodes of one or more trees as parallel arrays, growing tree by tree. A split sends rows with a value above its
/// threshold to the second of two neighbouring children, all others to the first.
/// </summary>
internal sealed class TreeNodes
{
    private const int LeastRoom = 256;

    private readonly List<int> _roots = [];
    private int[] _features = [];
    private float[] _thresholds = [];
    private int[] _children = [];
    private double[] _shares = [];
    private int _count;
    private int _leaves;

    /// <summary>Nodes whose leaves hold the shares of <paramref name="classCount"/> classes.</summary>
    public TreeNodes(int classCount)
    {
        ClassCount = classCount;
    }

    /// <summary>Classes in a leaf.</summary>
    public int ClassCount { get; }

    /// <summary>The root of each tree.</summary>
    public IReadOnlyList<int> Roots => _roots;

    /// <summary>The feature of each split; -1 for leaves.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>The threshold of each split.</summary>
    public ReadOnlySpan<float> Thresholds => _thresholds;

    /// <summary>The first child of each split; of a leaf, the place of its first share.</summary>
    public ReadOnlySpan<int> Children => _children;

    /// <summary>The class shares of the leaves.</summary>
    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>Nodes so far.</summary>
    public int Count => _count;

    /// <summary>Adds the root of a tree.</summary>
    public int AddRoot()
    {
        _roots.Add(_count);
        return Add(1);
    }

    /// <summary>Makes a node a split and gives the first of its two children.</summary>
    public int SetSplit(int node, int feature, float threshold)
    {
        var children = Add(2);
        _features[node] = feature;
        _thresholds[node] = threshold;
        _children[node] = children;
        return children;
    }

    /// <summary>Makes a node a leaf and gives its shares, to be written before the next node is.</summary>
    public Span<double> SetLeaf(int node)
    {
        var place = _leaves++ * ClassCount;
        Reserve(ref _shares, place + ClassCount);
        _features[node] = -1;
        _children[node] = place;
        return _shares.AsSpan(place, ClassCount);
    }

    /// <summary>Gives back the room that was not needed.</summary>
    public void Trim()
    {
        Array.Resize(ref _features, _count);
        Array.Resize(ref _thresholds, _count);
        Array.Resize(ref _children, _count);
        Array.Resize(ref _shares, _leaves * ClassCount);
    }

    private int Add(int nodes)
    {
        var first = _count;
        _count += nodes;
        Reserve(ref _features, _count);
        Reserve(ref _thresholds, _count);
        Reserve(ref _children, _count);
        return first;
    }

    // Room is made as it is needed: that for every row to be a leaf would be mostly empty, and zeroed.
    private static void Reserve<T>(ref T[] items, int length)
    {
        if (items.Length < length)
            Array.Resize(ref items, Math.Max(LeastRoom, 2 * items.Length));
    }
}

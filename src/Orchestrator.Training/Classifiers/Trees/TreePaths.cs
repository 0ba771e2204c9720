using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// Follows rows from a root to their leaves, sixteen at a time where the processor gathers: a row alone waits at every
/// node for the one before. Not thread-safe.
/// </summary>
internal sealed class TreePaths
{
    private static readonly int Lanes = Vector256<int>.Count;

    private readonly TreeNodes _nodes;
    private readonly int _columns;
    private readonly float[] _values;
    private readonly int[] _leaves;

    /// <summary>The paths of these rows through the trees in <paramref name="nodes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TreePaths(TreeNodes nodes, Matrix rows)
    {
        _nodes = nodes;
        _columns = rows.Columns;
        _values = new float[rows.Values.Length];
        for (var i = 0; i < _values.Length; i++)
            _values[i] = (float)rows.Values[i];
        _leaves = new int[rows.Rows];
    }

    /// <summary>The leaf of each row in the tree with that root, until the next call.</summary>
    public ReadOnlySpan<int> Leaves(int root)
    {
        var done = Avx2.IsSupported ? FollowMany(root) : 0;
        var features = _nodes.Features;
        var thresholds = _nodes.Thresholds;
        var children = _nodes.Children;
        for (var i = done; i < _leaves.Length; i++)
        {
            var row = _values.AsSpan(i * _columns, _columns);
            var node = root;
            for (var feature = features[node]; feature >= 0; feature = features[node])
                node = children[node] + (row[feature] > thresholds[node] ? 1 : 0);
            _leaves[i] = node;
        }

        return _leaves;
    }

    /// <summary>Follows as many rows as come in full vectors and says how many those are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int FollowMany(int root)
    {
        var many = _leaves.Length / (2 * Lanes) * (2 * Lanes);
        fixed (float* values = _values, thresholds = _nodes.Thresholds)
        fixed (int* features = _nodes.Features, children = _nodes.Children, leaves = _leaves)
        {
            for (var i = 0; i < many; i += 2 * Lanes)
            {
                var starts = (Vector256.Create(i) + Vector256<int>.Indices) * _columns;
                var moreStarts = starts + Vector256.Create(Lanes * _columns);
                var (node, more) = (Vector256.Create(root), Vector256.Create(root));
                while (true)
                {
                    var feature = Avx2.GatherVector256(features, node, sizeof(int));
                    var moreFeature = Avx2.GatherVector256(features, more, sizeof(int));
                    if (((feature & moreFeature).ExtractMostSignificantBits()) == (1u << Lanes) - 1)
                        break;
                    node = Step(node, feature, starts, values, thresholds, children);
                    more = Step(more, moreFeature, moreStarts, values, thresholds, children);
                }

                node.Store(leaves + i);
                more.Store(leaves + i + Lanes);
            }
        }

        return many;
    }

    /// <summary>From eight nodes to the children that the rows fall into; leaves stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Step(
        Vector256<int> node, Vector256<int> feature, Vector256<int> starts, float* values, float* thresholds,
        int* children)
    {
        var places = starts + Vector256.Max(feature, Vector256<int>.Zero);
        var value = Avx2.GatherVector256(values, places, sizeof(float));
        var threshold = Avx2.GatherVector256(thresholds, node, sizeof(float));
        var child = Avx2.GatherVector256(children, node, sizeof(int));
        var next = child - Vector256.GreaterThan(value, threshold).AsInt32();
        return Vector256.ConditionalSelect(Vector256.LessThan(feature, Vector256<int>.Zero), node, next);
    }
}

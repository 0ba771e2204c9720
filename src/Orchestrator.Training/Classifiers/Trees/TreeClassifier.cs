using System.Runtime.CompilerServices;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// One or more trees; the class shares of the leaves that a row falls into are averaged over the trees.
/// </summary>
internal sealed class TreeClassifier : FittedClassifier
{
    private readonly TreeNodes _nodes;
    private readonly int[] _classes;
    private readonly int _classCount;

    /// <summary>The classifier of the trees in <paramref name="nodes"/>.</summary>
    /// <param name="nodes">The trees, whose leaves hold the shares of the P present classes.</param>
    /// <param name="classes">The P classes, ascending.</param>
    /// <param name="classCount">How many classes the data set has.</param>
    public TreeClassifier(TreeNodes nodes, int[] classes, int classCount)
    {
        _nodes = nodes;
        _classes = classes;
        _classCount = classCount;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Predictions Predict(Matrix features)
    {
        var paths = new TreePaths(_nodes, features);
        var sums = new double[features.Rows * _classes.Length];
        foreach (var root in _nodes.Roots)
            AddShares(paths.Leaves(root), sums);
        var trees = _nodes.Roots.Count;
        var probabilities = new Matrix(features.Rows, _classCount);
        for (var i = 0; i < features.Rows; i++)
        {
            for (var p = 0; p < _classes.Length; p++)
                probabilities[i, _classes[p]] = sums[i * _classes.Length + p] / trees;
        }

        return new Predictions(ArgMax.Rows(probabilities), probabilities);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddShares(ReadOnlySpan<int> leaves, Span<double> sums)
    {
        var classes = _classes.Length;
        foreach (var leaf in leaves)
        {
            var shares = _nodes.Shares.Slice(_nodes.Children[leaf], classes);
            for (var p = 0; p < classes; p++)
                sums[p] += shares[p];
            sums = sums[classes..];
        }
    }
}

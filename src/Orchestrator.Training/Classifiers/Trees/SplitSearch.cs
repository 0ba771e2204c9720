namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>The best split of a node found so far.</summary>
internal struct Split
{
    /// <summary>The sum of the two sides' scores.</summary>
    public double Score;

    /// <summary>The feature; -1 where there is no split.</summary>
    public int Feature;

    /// <summary>The largest code that goes left.</summary>
    public int Lower;

    /// <summary>The smallest code that goes right.</summary>
    public int Upper;

    /// <summary>No split.</summary>
    public static Split None => new() { Score = double.NegativeInfinity, Feature = -1 };
}

/// <summary>
/// Finds the best split of a node by one feature, exactly: class weights are summed by distinct value and every gap
/// between neighbouring values is a candidate. Buffers are made once and serve all nodes of all trees of a fit; not
/// thread-safe.
/// </summary>
internal abstract class SplitSearch
{
    /// <summary>A search over <paramref name="data"/> for the criterion of that name.</summary>
    public static SplitSearch Create(TrainingColumns data, string criterion, int minLeaf) =>
        (criterion, data.ClassCount) switch
        {
            ("gini", 2) => new BinarySplitSearch<Gini>(data, minLeaf),
            ("gini", _) => new ManyClassSplitSearch<Gini>(data, minLeaf),
            (_, 2) => new BinarySplitSearch<Entropy>(data, minLeaf),
            _ => new ManyClassSplitSearch<Entropy>(data, minLeaf),
        };

    /// <summary>Starts a tree whose rows have these weights, 0 for rows that are left out.</summary>
    public abstract void Begin(ReadOnlySpan<int> weights);

    /// <summary>Starts a node and says whether all of its rows are of one class.</summary>
    public abstract bool Enter(ReadOnlySpan<int> rows);

    /// <summary>The shares of the classes in the node entered last, P of them.</summary>
    public abstract void Shares(Span<double> shares);

    /// <summary>
    /// Tries all splits of the node entered last by one feature; a split replaces <paramref name="best"/> only where
    /// its score is greater. False: the feature is constant in the node.
    /// </summary>
    public abstract bool Try(int feature, ReadOnlySpan<int> rows, ref Split best);
}

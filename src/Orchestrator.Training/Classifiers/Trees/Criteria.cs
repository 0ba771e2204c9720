using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// An impurity, as what a split makes large: the score of a side is minus its weighted impurity, up to a constant of
/// the node, so that the best split has the largest sum of its two scores (Breiman et al. 1984, section 4.3).
/// </summary>
internal interface ICriterion
{
    /// <summary>The score of a side with two classes.</summary>
    /// <param name="first">Weight of the first class.</param>
    /// <param name="second">Weight of the second.</param>
    /// <param name="weight">Their sum, above 0.</param>
    static abstract double Score(double first, double second, double weight);

    /// <summary>
    /// The scores of eight sides with two classes, to the bit those of the scalar form; those of empty sides are any.
    /// </summary>
    static abstract Vector512<double> Score(
        Vector512<double> first, Vector512<double> second, Vector512<double> weight);

    /// <summary>
    /// The score of a side with the weights of any number of classes, whose sum is <paramref name="weight"/>.
    /// </summary>
    static abstract double Score(ReadOnlySpan<int> counts, double weight);
}

/// <summary>Gini's index: 1 - Σ p².</summary>
internal readonly struct Gini : ICriterion
{
    /// <inheritdoc/>
    public static double Score(double first, double second, double weight) =>
        (first * first + second * second) / weight;

    /// <inheritdoc/>
    public static Vector512<double> Score(
        Vector512<double> first, Vector512<double> second, Vector512<double> weight) =>
        (first * first + second * second) / weight;

    /// <inheritdoc/>
    public static double Score(ReadOnlySpan<int> counts, double weight)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += (double)count * count;
        return sum / weight;
    }
}

/// <summary>Shannon's entropy: -Σ p ln p.</summary>
internal readonly struct Entropy : ICriterion
{
    /// <inheritdoc/>
    public static double Score(double first, double second, double weight) =>
        Term(first, weight) + Term(second, weight);

    /// <inheritdoc/>
    public static Vector512<double> Score(
        Vector512<double> first, Vector512<double> second, Vector512<double> weight)
    {
        Span<double> scores = stackalloc double[Vector512<double>.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Score(first[i], second[i], weight[i]);
        return Vector512.Create<double>(scores);
    }

    /// <inheritdoc/>
    public static double Score(ReadOnlySpan<int> counts, double weight)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += Term(count, weight);
        return sum;
    }

    private static double Term(double count, double weight) => count > 0 ? count * Math.Log(count / weight) : 0;
}

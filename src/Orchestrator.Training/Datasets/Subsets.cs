using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Datasets;

/// <summary>The subset stage: which of the training rows a trial may use.</summary>
public static class Subsets
{
    /// <summary>
    /// The first rows of a random order of <paramref name="train"/>, which is a function of rows and key alone: the
    /// fraction of them rounded down, but one row at least. In that random order, so that the last rows are as good
    /// a validation part as any. Subsets of different fractions have different keys and are not nested. A subset
    /// may lack a class.
    /// </summary>
    /// <param name="train">The training rows.</param>
    /// <param name="fraction">The share of them.</param>
    /// <param name="key">What the order follows from.</param>
    /// <param name="keepsOrder">Whether the rows chosen are put back into the order of the data set.</param>
    /// <exception cref="ArgumentException">There are no training rows.</exception>
    public static int[] Take(int[] train, Fraction fraction, StageKey key, bool keepsOrder = false)
    {
        if (train.Length == 0)
            throw new ArgumentException("There are no training rows.", nameof(train));
        var order = new PhiloxSequence(key.Value.A, key.Value.B).Permutation(train.Length);
        var count = Math.Max(1, fraction.Of(train.Length));
        var taken = Array.ConvertAll(order[..count], position => train[position]);
        if (keepsOrder)
            Array.Sort(taken);
        return taken;
    }
}

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
    /// <exception cref="ArgumentException">There are no training rows.</exception>
    public static int[] Take(int[] train, Fraction fraction, StageKey key)
    {
        if (train.Length == 0)
            throw new ArgumentException("There are no training rows.", nameof(train));
        var order = new PhiloxSequence(key.Value.A, key.Value.B).Permutation(train.Length);
        var count = Math.Max(1, fraction.Of(train.Length));
        return Array.ConvertAll(order[..count], position => train[position]);
    }

    /// <summary>
    /// Keeps the last rows of a subset, which is in random order, for the choice of a search: the share of them rounded
    /// up. The others stay to be learned from.
    /// </summary>
    /// <param name="subset">The subset as <see cref="Take"/> gives it.</param>
    /// <param name="share">The share to keep, in (0, 1).</param>
    /// <exception cref="TrainingException">No row would be left to learn from.</exception>
    public static (int[] Fit, int[] Validation) Keep(int[] subset, double share)
    {
        var kept = (int)Math.Ceiling((subset.Length * share) - 1e-9);
        return kept < subset.Length
            ? (subset[..^kept], subset[^kept..])
            : throw new TrainingException(
                $"{subset.Length} training rows cannot be divided: {kept} of them would be kept to compare by");
    }
}

using MathNet.Numerics.Distributions;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Rows;

/// <summary>What McNemar's test gives.</summary>
/// <param name="Better">Rows that the second has right more often.</param>
/// <param name="Worse">Rows that the first has right more often.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="Limitation">
/// <see cref="Samples.Limitation.NoData"/> without rows, <see cref="Samples.Limitation.NoDifferences"/> where no row
/// differs; p is 1 in both.
/// </param>
public sealed record McNemarResult(int Better, int Worse, double P, Limitation Limitation);

/// <summary>
/// McNemar's exact test of two classifiers on the same test rows (McNemar, Psychometrika 12, 1947; Dietterich, Neural
/// Computation 10, 1998, section 3.1, with the exact binomial distribution instead of chi-square).
/// </summary>
public static class McNemar
{
    /// <summary>
    /// The test of two counts of rows that differ: 2 · P(X ≤ min), X binomial with half chance, at most 1.
    /// </summary>
    /// <param name="better">Rows that only the second has right.</param>
    /// <param name="worse">Rows that only the first has right.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static McNemarResult OfCounts(int better, int worse)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(better);
        ArgumentOutOfRangeException.ThrowIfNegative(worse);
        if (better + worse == 0)
            return new(0, 0, 1, Limitation.NoDifferences);
        var p = better == worse ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, better + worse, Math.Min(better, worse)));
        return new(better, worse, p, Limitation.None);
    }

    /// <summary>
    /// The test over runs that share their test rows: a row counts for whichever has it right in more runs, and not at
    /// all where both have it right equally often. With one run it is the test itself.
    /// </summary>
    /// <param name="first">In how many runs the first has each row right.</param>
    /// <param name="second">In how many of the same runs the second has each row right.</param>
    /// <exception cref="ArgumentException">They are not of the same rows.</exception>
    public static McNemarResult OfRows(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"There are {first.Count} rows and {second.Count}.", nameof(second));
        if (first.Count == 0)
            return new(0, 0, 1, Limitation.NoData);
        var (better, worse) = (0, 0);
        for (var row = 0; row < first.Count; row++)
        {
            better += second[row] > first[row] ? 1 : 0;
            worse += second[row] < first[row] ? 1 : 0;
        }

        return OfCounts(better, worse);
    }
}

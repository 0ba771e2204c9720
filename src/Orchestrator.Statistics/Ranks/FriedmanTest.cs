using MathNet.Numerics;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Ranks;

/// <summary>What Friedman's test gives.</summary>
/// <param name="Blocks">Data sets, N.</param>
/// <param name="Treatments">Classifiers, k.</param>
/// <param name="MeanRanks">The mean rank of each treatment, in the order given: 1 is the best.</param>
/// <param name="ChiSquare">Friedman's statistic; null where it is not defined.</param>
/// <param name="ChiSquareP">Its p, of chi-square with k − 1 degrees of freedom.</param>
/// <param name="F">Iman and Davenport's statistic; infinite where all blocks agree.</param>
/// <param name="P">Its p, of F with k − 1 and (k − 1)(N − 1) degrees of freedom.</param>
/// <param name="Limitation">What it lacks.</param>
public sealed record FriedmanResult(
    int Blocks,
    int Treatments,
    IReadOnlyList<double> MeanRanks,
    double? ChiSquare,
    double? ChiSquareP,
    double? F,
    double? P,
    Limitation Limitation);

/// <summary>
/// Friedman's test whether treatments rank alike over blocks: Friedman, JASA 32 (1937); with Iman and Davenport's F,
/// Communications in Statistics A9 (1980); both as in Demšar, JMLR 7 (2006), section 3.2.2.
/// </summary>
public static class FriedmanTest
{
    /// <summary>
    /// The test of scores. Equal scores share their ranks, and chi-square is corrected for ties (divided by
    /// 1 − Σ(t³ − t) ÷ (N(k³ − k)), as scipy.stats.friedmanchisquare does; Demšar's formula leaves that out).
    /// </summary>
    /// <param name="scores">[N, k]: for each block the score of each treatment; more is better.</param>
    /// <returns>
    /// Null statistics with fewer than two blocks or treatments (<see cref="Limitation.TooFew"/>, without any
    /// <see cref="Limitation.NoData"/>) or with a score that is not a number or infinite
    /// (<see cref="Limitation.NotFinite"/>; ranks are then empty). All blocks tied throughout: chi-square and F are 0,
    /// p 1, <see cref="Limitation.NoDifferences"/>.
    /// </returns>
    /// <exception cref="ArgumentException">Blocks differ in their number of treatments.</exception>
    public static FriedmanResult OfScores(IReadOnlyList<IReadOnlyList<double>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (n, k) = (scores.Count, scores.Count == 0 ? 0 : scores[0].Count);
        if (scores.Any(block => block.Count != k))
            throw new ArgumentException("Every block has a score of every treatment.", nameof(scores));
        if (n == 0 || k == 0)
            return new(n, k, [], null, null, null, null, Limitation.NoData);
        if (!scores.All(block => block.All(double.IsFinite)))
            return new(n, k, [], null, null, null, null, Limitation.NotFinite);
        var ranks = scores.Select(block => Midranks.Ascending([.. block.Select(s => -s)])).ToList();
        double[] means = [.. Enumerable.Range(0, k).Select(j => ranks.Sum(block => block[j]) / n)];
        if (n < 2 || k < 2)
            return new(n, k, means, null, null, null, null, Limitation.TooFew);
        var ties = scores.Sum(block => Midranks.TieTerm(block));
        var room = 1 - ties / (n * (Math.Pow(k, 3) - k));
        if (room < 1e-12)
            return new(n, k, means, 0, 1, 0, 1, Limitation.NoDifferences);
        return Of(means, n, Statistic(means, n) / room);
    }

    /// <summary>
    /// The test of mean ranks by Demšar's formulas, without correction for ties:
    /// χ² = 12N ÷ (k(k + 1)) · (Σ R² − k(k + 1)² ÷ 4), F = (N − 1)χ² ÷ (N(k − 1) − χ²).
    /// </summary>
    /// <param name="meanRanks">One for each treatment, two at least.</param>
    /// <param name="blocks">N, from 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few of either.</exception>
    public static FriedmanResult OfMeanRanks(IReadOnlyList<double> meanRanks, int blocks)
    {
        ArgumentNullException.ThrowIfNull(meanRanks);
        ArgumentOutOfRangeException.ThrowIfLessThan(meanRanks.Count, 2, nameof(meanRanks));
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        return Of(meanRanks, blocks, Statistic(meanRanks, blocks));
    }

    private static double Statistic(IReadOnlyList<double> means, int n)
    {
        var k = means.Count;
        // The same as in the formula, but without the difference of large numbers.
        return 12.0 * n / (k * (k + 1)) * means.Sum(r => (r - (k + 1) / 2.0) * (r - (k + 1) / 2.0));
    }

    private static FriedmanResult Of(IReadOnlyList<double> means, int n, double chiSquare)
    {
        var k = means.Count;
        var chiSquareP = SpecialFunctions.GammaUpperRegularized((k - 1) / 2.0, chiSquare / 2);
        var left = n * (k - 1.0) - chiSquare;
        if (left <= 1e-12 * n * k)
            return new(n, k, means, chiSquare, chiSquareP, double.PositiveInfinity, 0, Limitation.None);
        var f = (n - 1) * chiSquare / left;
        var (d1, d2) = (k - 1.0, (k - 1.0) * (n - 1));
        var p = Math.Clamp(SpecialFunctions.BetaRegularized(d2 / 2, d1 / 2, d2 / (d2 + d1 * f)), 0, 1);
        return new(n, k, means, chiSquare, chiSquareP, f, p, Limitation.None);
    }
}

using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Ranks;

/// <summary>What becomes of differences of 0.</summary>
public enum ZeroDifferences
{
    /// <summary>They are left out before ranking (Wilcoxon 1945).</summary>
    Dropped,

    /// <summary>They are ranked, and half their ranks go to each side (Demšar 2006, section 3.1.3).</summary>
    Split,
}

/// <summary>What Wilcoxon's test gives.</summary>
/// <param name="Count">Differences ranked.</param>
/// <param name="Positive">Sum of the ranks of positive differences.</param>
/// <param name="Negative">Sum of the ranks of negative ones.</param>
/// <param name="Z">The statistic of the normal approximation; null where p is exact or there is none.</param>
/// <param name="P">Two-sided p; null without finite differences.</param>
/// <param name="IsExact">Whether p is of the exact distribution.</param>
/// <param name="Limitation">What it lacks.</param>
public sealed record WilcoxonResult(
    int Count, double Positive, double Negative, double? Z, double? P, bool IsExact, Limitation Limitation);

/// <summary>
/// Wilcoxon's signed-rank test: Wilcoxon, Biometrics Bulletin 1 (1945); over data sets as in Demšar, "Statistical
/// comparisons of classifiers over multiple data sets", JMLR 7 (2006), section 3.1.3.
/// </summary>
public static class WilcoxonSignedRank
{
    /// <summary>The most differences whose p is exact.</summary>
    public const int MostExact = 50;

    /// <summary>
    /// Tests whether differences lie evenly around 0. p is exact with at most 50 differences of which none is 0 and no
    /// two have the same size; else it is that of the normal approximation, with the variance corrected for ties and
    /// without continuity correction (as scipy.stats.wilcoxon has both).
    /// </summary>
    /// <param name="differences">One for each data set, in any unit.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <returns>
    /// Null p without differences or with one that is not finite. All 0: p is 1, with
    /// <see cref="Limitation.NoDifferences"/>. Fewer than five differences cannot give p below 0.05.
    /// </returns>
    public static WilcoxonResult Of(
        IReadOnlyList<double> differences, ZeroDifferences zeros = ZeroDifferences.Dropped)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
            return new(0, 0, 0, null, null, false, Limitation.NoData);
        if (!differences.All(double.IsFinite))
            return new(differences.Count, 0, 0, null, null, false, Limitation.NotFinite);
        var kept = differences.Where(d => d != 0 || zeros == ZeroDifferences.Split).ToList();
        var sizes = kept.ConvertAll(Math.Abs);
        var ranks = Midranks.Ascending(sizes);
        var zero = kept.Index().Where(d => d.Item == 0).Sum(d => ranks[d.Index]) / 2;
        var positive = kept.Index().Where(d => d.Item > 0).Sum(d => ranks[d.Index]) + zero;
        var negative = kept.Index().Where(d => d.Item < 0).Sum(d => ranks[d.Index]) + zero;
        if (differences.All(d => d == 0))
            return new(kept.Count, positive, negative, null, 1, false, Limitation.NoDifferences);
        var ties = Midranks.TieTerm(sizes);
        if (ties == 0 && differences.All(d => d != 0) && kept.Count <= MostExact)
        {
            var exact = Exact(kept.Count, (int)Math.Min(positive, negative));
            return new(kept.Count, positive, negative, null, exact, true, Limitation.None);
        }

        var n = (double)kept.Count;
        var deviation = Math.Sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24);
        var z = (positive - n * (n + 1) / 4) / deviation;
        return new(kept.Count, positive, negative, z, NormalTail.TwoSided(z), false, Limitation.None);
    }

    // 2 · P(W ≤ smaller): subsets of the ranks 1..n by their sum, each as likely as any other.
    private static double Exact(int count, int smaller)
    {
        var ways = new double[count * (count + 1) / 2 + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var sum = ways.Length - 1; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        }

        return Math.Min(1, 2 * ways.Take(smaller + 1).Sum() / Math.Pow(2, count));
    }
}

using Orchestrator.Statistics.Distributions;

namespace Orchestrator.Statistics.Ranks;

/// <summary>Neighbours in the order of mean ranks that do not differ.</summary>
/// <param name="First">Place of the first in ascending order, from 0.</param>
/// <param name="Last">Place of the last; greater than <paramref name="First"/>.</param>
public sealed record RankRun(int First, int Last);

/// <summary>
/// Nemenyi's post-hoc test of mean ranks (Nemenyi, "Distribution-free multiple comparisons", Princeton 1963), as in
/// Demšar, JMLR 7 (2006), section 3.2.2.
/// </summary>
public static class CriticalDifference
{
    /// <summary>
    /// The difference from which on two mean ranks differ: q · √(k(k + 1) ÷ (6N)), q being the quantile of the
    /// studentized range with infinite degrees of freedom ÷ √2 (computed; Demšar's table 5a has it to three decimals).
    /// </summary>
    /// <param name="treatments">k, from 2.</param>
    /// <param name="blocks">N, from 1.</param>
    /// <param name="alpha">The level of the test, in [1e-8, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static double Of(int treatments, int blocks, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        return Quantile(treatments, alpha) * Math.Sqrt(treatments * (treatments + 1) / (6.0 * blocks));
    }

    /// <summary>q of Demšar's table 5a.</summary>
    /// <param name="treatments">k, from 2.</param>
    /// <param name="alpha">The level of the test, in [1e-8, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static double Quantile(int treatments, double alpha = 0.05) =>
        StudentizedRange.Critical(alpha, treatments) / Math.Sqrt(2);

    /// <summary>
    /// The runs of a critical-difference diagram: the longest runs of neighbours whose first and last mean rank differ
    /// by no more than <paramref name="difference"/>; a run within another is left out, and so are single ones.
    /// </summary>
    /// <param name="ascending">Mean ranks in ascending order; may be empty.</param>
    /// <param name="difference">The critical difference.</param>
    /// <exception cref="ArgumentException">The ranks are not in ascending order.</exception>
    public static IReadOnlyList<RankRun> Runs(IReadOnlyList<double> ascending, double difference)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        var runs = new List<RankRun>();
        for (var first = 0; first < ascending.Count; first++)
        {
            if (first > 0 && !(ascending[first] >= ascending[first - 1]))
                throw new ArgumentException("The ranks are not in ascending order.", nameof(ascending));
            var last = first;
            while (last + 1 < ascending.Count && ascending[last + 1] - ascending[first] <= difference)
                last++;
            if (last > first && (runs.Count == 0 || runs[^1].Last < last))
                runs.Add(new(first, last));
        }

        return runs;
    }
}

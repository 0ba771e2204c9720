using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Orchestrator.Statistics.Paired;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Ranks;

/// <summary>
/// The Bayesian signed-rank test: Benavoli, Mangili, Corani, Zaffalon and Ruggeri, "A Bayesian Wilcoxon signed-rank
/// test based on the Dirichlet process", ICML 2014; with a region of practical equivalence as in Benavoli et al., JMLR 18
/// (2017), section 4.2.2.
/// </summary>
public static class BayesianSignedRank
{
    /// <summary>The prior strength s; its pseudo-observation lies at 0, within the region (as in the papers).</summary>
    public const double PriorStrength = 0.5;

    private const int DefaultSamples = 50_000;

    /// <summary>
    /// Weights (w_0, w_1 … w_n) are drawn from Dirichlet(s, 1 … 1), w_0 being the pseudo-observation's. Of all pairs
    /// (i, j) the weight w_i · w_j goes to helps, same or hurts by where (z_i + z_j) ÷ 2 lies; the probability of each
    /// is the share of draws in which it has the largest weight. Equal inputs give equal answers: the generator
    /// (xoshiro256**) begins at <paramref name="seed"/>. A probability p has a Monte Carlo error of √(p(1 − p) ÷
    /// samples), 0.0022 at most by default.
    /// </summary>
    /// <param name="gains">One for each data set; positive is better.</param>
    /// <param name="rope">Half the width of the region of practical equivalence, 0 or more.</param>
    /// <param name="seed">Where the generator begins.</param>
    /// <param name="samples">Draws, from 1.</param>
    /// <returns>Nulls without gains or with one that is not finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Region or samples are out of their range.</exception>
    public static RegionProbabilities Of(
        IReadOnlyList<double> gains, double rope, int seed = 0, int samples = DefaultSamples)
    {
        ArgumentNullException.ThrowIfNull(gains);
        _ = RegionProbabilities.CheckedRope(rope);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        if (gains.Count == 0)
            return RegionProbabilities.Unknown(Limitation.NoData);
        if (!gains.All(double.IsFinite))
            return RegionProbabilities.Unknown(Limitation.NotFinite);
        // In ascending order, the partners that lie above (or below) the region are at one end of the list.
        double[] z = [.. gains.Append(0).Order()];
        var prior = Array.IndexOf(z, 0.0);
        var above = z.Select(v => z.Count(other => v + other <= 2 * rope)).ToArray();
        var below = z.Select(v => z.Count(other => v + other < -2 * rope)).ToArray();
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var wins = (Helps: 0.0, Same: 0.0, Hurts: 0.0);
        var sums = new double[z.Length + 1];
        for (var sample = 0; sample < samples; sample++)
        {
            Draw(random, prior, sums);
            var (helps, hurts, all) = (0.0, 0.0, sums[^1] * sums[^1]);
            for (var i = 0; i < z.Length; i++)
            {
                var weight = sums[i + 1] - sums[i];
                helps += weight * (sums[^1] - sums[above[i]]);
                hurts += weight * sums[below[i]];
            }

            Count(ref wins, helps, all - helps - hurts, hurts);
        }

        return new(wins.Helps / samples, wins.Same / samples, wins.Hurts / samples, Limitation.None);
    }

    // Running sums of gamma variates: weights of the Dirichlet distribution but for their common sum.
    private static void Draw(Xoshiro256StarStar random, int prior, double[] sums)
    {
        for (var i = 0; i + 1 < sums.Length; i++)
        {
            var weight = i == prior ? Gamma.Sample(random, PriorStrength, 1) : -Math.Log(1 - random.NextDouble());
            sums[i + 1] = sums[i] + weight;
        }
    }

    private static void Count(
        ref (double Helps, double Same, double Hurts) wins, double helps, double same, double hurts)
    {
        var most = Math.Max(helps, Math.Max(same, hurts));
        var winners = (helps == most ? 1 : 0) + (same == most ? 1 : 0) + (hurts == most ? 1 : 0);
        wins.Helps += helps == most ? 1.0 / winners : 0;
        wins.Same += same == most ? 1.0 / winners : 0;
        wins.Hurts += hurts == most ? 1.0 / winners : 0;
    }
}

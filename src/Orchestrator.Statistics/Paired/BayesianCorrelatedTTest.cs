using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Paired;

/// <summary>
/// The Bayesian correlated t-test: Corani and Benavoli, "A Bayesian approach for comparing cross-validated algorithms
/// on multiple data sets", Machine Learning 100 (2015), equation 8; the region of practical equivalence after Benavoli,
/// Corani, Demšar and Zaffalon, "Time for a change", JMLR 18 (2017), section 3.1.
/// </summary>
public static class BayesianCorrelatedTTest
{
    /// <summary>
    /// The posterior of the mean gain, under the matching prior, is Student's t with n − 1 degrees of freedom around
    /// the mean with scale² (1/n + ρ/(1 − ρ)) s², ρ = n_test ÷ (n_test + n_train): the same spread as in
    /// <see cref="CorrectedTTest"/>, so that with <paramref name="rope"/> 0 P(hurts) is its one-sided p.
    /// </summary>
    /// <param name="gains">One for each run; positive is better.</param>
    /// <param name="testRows">Test rows of a run, 0 or more.</param>
    /// <param name="trainingRows">Training rows of a run, greater than 0.</param>
    /// <param name="rope">Half the width of the region of practical equivalence, 0 or more, in the gains' unit.</param>
    /// <returns>
    /// Nulls with fewer than two gains or one that is not finite. All equal: all probability lies where their value
    /// does, with <see cref="Limitation.NoVariance"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Rows or region are out of their range.</exception>
    public static RegionProbabilities Of(
        IReadOnlyList<double> gains, double testRows, double trainingRows, double rope)
    {
        var ratio = RowRatio.Of(testRows, trainingRows); // = ρ ÷ (1 − ρ)
        _ = RegionProbabilities.CheckedRope(rope);
        var (count, mean, deviation, limitation) = SampleMoments.Of(gains);
        if (limitation == Limitation.NoVariance)
            return Certain(mean, rope);
        if (limitation != Limitation.None)
            return RegionProbabilities.Unknown(limitation);
        var scale = deviation * Math.Sqrt(1.0 / count + ratio);
        var hurts = StudentTail.Below((-rope - mean) / scale, count - 1);
        var helps = StudentTail.Below((mean - rope) / scale, count - 1);
        return new(helps, Math.Max(0, 1 - helps - hurts), hurts, Limitation.None);
    }

    private static RegionProbabilities Certain(double mean, double rope) => new(
        mean > rope ? 1 : 0, Math.Abs(mean) <= rope ? 1 : 0, mean < -rope ? 1 : 0, Limitation.NoVariance);
}

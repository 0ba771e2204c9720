using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Paired;

/// <summary>What the corrected resampled t-test gives.</summary>
/// <param name="Count">How many differences.</param>
/// <param name="Mean">Their mean; null without finite differences.</param>
/// <param name="Deviation">Their standard deviation, n − 1 below; null with fewer than two.</param>
/// <param name="StandardError">The corrected standard error of the mean; null with fewer than two.</param>
/// <param name="Low">Lower end of the mean's interval; null with fewer than two differences.</param>
/// <param name="High">Upper end.</param>
/// <param name="T">The statistic; infinite where all differences are equal but not 0, 0 where all are 0.</param>
/// <param name="P">Two-sided p; null with fewer than two differences.</param>
/// <param name="Limitation">What it lacks.</param>
public sealed record CorrectedTTestResult(
    int Count,
    double? Mean,
    double? Deviation,
    double? StandardError,
    double? Low,
    double? High,
    double? T,
    double? P,
    Limitation Limitation);

/// <summary>
/// The corrected resampled t-test: Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52
/// (2003), section 4: the variance of the mean of J differences of resampled runs is estimated by
/// (1/J + n_test/n_train) · s², because the runs share their data; t has J − 1 degrees of freedom.
/// </summary>
public static class CorrectedTTest
{
    /// <summary>Tests whether the mean difference is 0.</summary>
    /// <param name="differences">One for each run, in any unit.</param>
    /// <param name="testRows">Test rows of a run, 0 or more; with 0 it is the plain paired t-test.</param>
    /// <param name="trainingRows">Training rows of a run, greater than 0.</param>
    /// <param name="level">The interval's level, in (0, 1).</param>
    /// <returns>
    /// Without differences, or with one that is not finite: nulls. With one: its value and nulls. All equal: the limit
    /// for a vanishing spread, that is the interval [mean, mean] and p 0, or p 1 where all are 0, with
    /// <see cref="Limitation.NoVariance"/>; the noise then remains unknown, and p 0 is no evidence by itself.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">Rows or level are out of their range.</exception>
    public static CorrectedTTestResult Of(
        IReadOnlyList<double> differences, double testRows, double trainingRows, double level = 0.95)
    {
        var ratio = RowRatio.Of(testRows, trainingRows);
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level lies between 0 and 1.");
        var (count, mean, deviation, limitation) = SampleMoments.Of(differences);
        switch (limitation)
        {
            case Limitation.NoData or Limitation.NotFinite:
                return new(count, null, null, null, null, null, null, null, limitation);
            case Limitation.TooFew:
                return new(count, mean, null, null, null, null, null, null, limitation);
            case Limitation.NoVariance:
                var t0 = mean == 0 ? 0 : mean > 0 ? double.PositiveInfinity : double.NegativeInfinity;
                return new(count, mean, 0, 0, mean, mean, t0, mean == 0 ? 1 : 0, limitation);
        }

        var error = deviation * Math.Sqrt(1.0 / count + ratio);
        var margin = StudentTail.Critical(1 - level, count - 1) * error;
        var t = mean / error;
        return new(
            count, mean, deviation, error, mean - margin, mean + margin, t, StudentTail.TwoSided(t, count - 1),
            Limitation.None);
    }
}

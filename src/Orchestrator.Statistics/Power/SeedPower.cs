using MathNet.Numerics.Distributions;
using Orchestrator.Statistics.Distributions;
using Orchestrator.Statistics.Paired;

namespace Orchestrator.Statistics.Power;

/// <summary>
/// How likely the corrected resampled t-test is to see a gain, and how many seeds that takes. Where the differences
/// have the correlation that the test assumes (Nadeau and Bengio 2003, ρ = n_test ÷ (n_test + n_train)), its statistic
/// is noncentral t with J − 1 degrees of freedom and noncentrality effect ÷ (s · √(1/J + n_test/n_train)): exact then,
/// not an approximation. The second term does not shrink with J: from a certain effect down no number of seeds
/// suffices.
/// </summary>
public static class SeedPower
{
    /// <summary>More seeds than this count as none that suffice.</summary>
    public const int MostSeeds = 1_000_000;

    /// <summary>The chance of two-sided p below <paramref name="alpha"/>.</summary>
    /// <param name="effect">The true mean gain, in the unit of <paramref name="deviation"/>; of either sign.</param>
    /// <param name="deviation">The standard deviation of the gain over seeds, 0 or more.</param>
    /// <param name="seeds">J, from 2.</param>
    /// <param name="testRows">Test rows of a run, 0 or more.</param>
    /// <param name="trainingRows">Training rows of a run, greater than 0.</param>
    /// <param name="alpha">The level of the test, in (0, 1).</param>
    /// <returns>In [0, 1]. Deviation 0: 1 for an effect other than 0, else 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static double Of(
        double effect, double deviation, int seeds, double testRows, double trainingRows, double alpha = 0.05)
    {
        Check(effect, deviation, alpha);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        var ratio = RowRatio.Of(testRows, trainingRows);
        if (deviation == 0)
            return effect == 0 ? 0 : 1;
        var shift = Math.Abs(effect) / (deviation * Math.Sqrt(1.0 / seeds + ratio));
        return NoncentralT.Beyond(StudentTail.Critical(alpha, seeds - 1), seeds - 1, shift);
    }

    /// <summary>The chance with seeds without end: normal, with the standard deviation s · √(n_test/n_train).</summary>
    /// <inheritdoc cref="Of"/>
    public static double Limit(
        double effect, double deviation, double testRows, double trainingRows, double alpha = 0.05)
    {
        Check(effect, deviation, alpha);
        var floor = deviation * Math.Sqrt(RowRatio.Of(testRows, trainingRows));
        if (effect == 0)
            return deviation == 0 ? 0 : alpha;
        if (floor == 0)
            return 1;
        var (critical, shift) = (-Normal.InvCDF(0, 1, alpha / 2), Math.Abs(effect) / floor);
        return NormalTail.Below(shift - critical) + NormalTail.Below(-shift - critical);
    }

    /// <summary>
    /// The fewest seeds with which an effect is seen with a power; null where no number up to
    /// <see cref="MostSeeds"/> suffices, because the effect is too small for data sets of this size.
    /// </summary>
    /// <param name="effect">The gain to be seen, not 0.</param>
    /// <param name="deviation">The standard deviation of the gain over seeds, 0 or more; with 0 two seeds do.</param>
    /// <param name="testRows">Test rows of a run, 0 or more.</param>
    /// <param name="trainingRows">Training rows of a run, greater than 0.</param>
    /// <param name="power">The chance of seeing it, in (0, 1).</param>
    /// <param name="alpha">The level of the test, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static int? SeedsNeeded(
        double effect, double deviation, double testRows, double trainingRows, double power = 0.8, double alpha = 0.05)
    {
        if (effect == 0)
            throw new ArgumentOutOfRangeException(nameof(effect), effect, "No effect cannot be seen.");
        if (!(power is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies between 0 and 1.");
        if (Limit(effect, deviation, testRows, trainingRows, alpha) <= power)
            return null;
        bool Enough(int seeds) => Of(effect, deviation, seeds, testRows, trainingRows, alpha) >= power;
        var (low, high) = (1, 2);
        while (!Enough(high))
        {
            if (high >= MostSeeds)
                return null;
            (low, high) = (high, Math.Min(2 * high, MostSeeds));
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Enough(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static void Check(double effect, double deviation, double alpha)
    {
        if (!double.IsFinite(effect))
            throw new ArgumentOutOfRangeException(nameof(effect), effect, "The effect is a number.");
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "A deviation is 0 or more.");
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies between 0 and 1.");
    }
}

using MathNet.Numerics.RootFinding;

namespace Orchestrator.Statistics.Distributions;

/// <summary>
/// The range of k independent standard normal values (the studentized range with infinite degrees of freedom):
/// P(range ≤ q) = k ∫ φ(z) [Φ(z) − Φ(z − q)]^(k−1) dz, integrated numerically. Absolute error below 1e-10.
/// </summary>
public static class StudentizedRange
{
    private const double Reach = 9;

    /// <summary>P(range ≤ <paramref name="q"/>).</summary>
    /// <param name="q">The range; 0 and below give 0.</param>
    /// <param name="count">How many values, k, from 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two values, or q is not a number.</exception>
    public static double Below(double q, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (double.IsNaN(q))
            throw new ArgumentOutOfRangeException(nameof(q), q, "The range is not a number.");
        if (q <= 0)
            return 0;
        if (q > 4 * Reach)
            return 1;
        var integral = Quadrature.Integrate(
            z => NormalTail.Density(z) * Math.Pow(NormalTail.Below(z) - NormalTail.Below(z - q), count - 1),
            -Reach, Reach, 24);
        return Math.Clamp(count * integral, 0, 1);
    }

    /// <summary>The range that is exceeded with probability <paramref name="alpha"/>.</summary>
    /// <param name="alpha">In [1e-8, 1).</param>
    /// <param name="count">How many values, k, from 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static double Critical(double alpha, int count)
    {
        if (!(alpha is >= 1e-8 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies between 1e-8 and 1.");
        return Brent.FindRoot(q => Below(q, count) - (1 - alpha), 1e-6, 2 * Reach, 1e-10, 200);
    }
}

using MathNet.Numerics;

namespace Orchestrator.Statistics.Distributions;

/// <summary>
/// The noncentral t: (Z + δ) ÷ √(V ÷ ν) with Z standard normal and V of chi-square with ν degrees of freedom.
/// Integrated numerically over x = √(V ÷ ν): P(T ≤ t) = ∫ Φ(t·x − δ) f(x) dx. Absolute error below 1e-9.
/// </summary>
public static class NoncentralT
{
    /// <summary>P(|T| > <paramref name="critical"/>): the power of a two-sided test.</summary>
    /// <param name="critical">The critical value, from 0.</param>
    /// <param name="freedom">Degrees of freedom ν, greater than 0.</param>
    /// <param name="shift">The noncentrality δ.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A value is not finite, or out of its range.
    /// </exception>
    public static double Beyond(double critical, double freedom, double shift)
    {
        Check(critical, nameof(critical), critical >= 0);
        Check(freedom, nameof(freedom), freedom > 0);
        Check(shift, nameof(shift), true);
        // f(x) = 2 (ν/2)^(ν/2) x^(ν−1) e^(−νx²/2) ÷ Γ(ν/2): a hump at 1 with a deviation of about 1 ÷ √(2ν).
        var spread = 10 / Math.Sqrt(2 * freedom);
        var scale = Constants.Ln2 + freedom / 2 * Math.Log(freedom / 2) - SpecialFunctions.GammaLn(freedom / 2);
        var tail = Quadrature.Integrate(
            x =>
            {
                var density = Math.Exp(scale + (freedom - 1) * Math.Log(x) - freedom * x * x / 2);
                var at = critical * x;
                return density * (NormalTail.Below(shift - at) + NormalTail.Below(-shift - at));
            },
            Math.Max(0, 1 - spread), 1 + spread, 24);
        return Math.Clamp(tail, 0, 1);
    }

    private static void Check(double value, string name, bool inRange)
    {
        if (!inRange || !double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "The value is out of its range.");
    }
}

using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Orchestrator.Statistics.Distributions;

/// <summary>Student's t, with tails that keep their digits.</summary>
internal static class StudentTail
{
    /// <summary>P(T ≤ <paramref name="t"/>).</summary>
    public static double Below(double t, double freedom) =>
        t < 0 ? TwoSided(t, freedom) / 2 : 1 - TwoSided(t, freedom) / 2;

    /// <summary>2 · P(T > |<paramref name="t"/>|), by the incomplete beta function.</summary>
    public static double TwoSided(double t, double freedom)
    {
        if (double.IsInfinity(t))
            return 0;
        return Math.Clamp(SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + t * t)), 0, 1);
    }

    /// <summary>The t that is exceeded in absolute value with probability <paramref name="alpha"/>.</summary>
    public static double Critical(double alpha, double freedom)
    {
        // One step of Newton's method takes the library's quantile to full precision.
        var t = -StudentT.InvCDF(0, 1, freedom, alpha / 2);
        return t + (TwoSided(t, freedom) - alpha) / (2 * StudentT.PDF(0, 1, freedom, t));
    }
}

using MathNet.Numerics;

namespace Orchestrator.Statistics.Distributions;

/// <summary>The standard normal distribution, with tails that keep their digits.</summary>
internal static class NormalTail
{
    /// <summary>P(Z ≤ <paramref name="z"/>).</summary>
    public static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>2 · P(Z > |<paramref name="z"/>|).</summary>
    public static double TwoSided(double z) => Math.Min(1, SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2));

    /// <summary>The density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Constants.InvSqrt2Pi * Math.Exp(-0.5 * z * z);
}

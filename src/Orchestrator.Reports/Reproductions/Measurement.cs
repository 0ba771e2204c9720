using MathNet.Numerics.Distributions;

namespace Orchestrator.Reports.Reproductions;

/// <summary>One score of several runs that differ in their seed.</summary>
/// <param name="values">The scores, at least one.</param>
public sealed class Measurement(IReadOnlyList<double> values)
{
    /// <summary>The scores.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Their number.</summary>
    public int Count => values.Count;

    /// <summary>Their mean.</summary>
    public double Mean { get; } = values.Sum() / values.Count;

    /// <summary>Their standard deviation, with n - 1 below; 0 for one.</summary>
    public double Deviation => Count < 2 || IsOneValue
        ? 0 : Math.Sqrt(values.Sum(v => (v - Mean) * (v - Mean)) / (Count - 1));

    /// <summary>Whether several runs gave one and the same value: nothing in it depends on the seed.</summary>
    public bool IsOneValue => Count > 1 && values.All(v => v.Equals(values[0]));

    /// <summary>Whether all scores are finite.</summary>
    public bool IsFinite => values.All(double.IsFinite);

    /// <summary>Half the 95 % interval of the mean: t · sd / √n.</summary>
    public double MeanMargin => Count < 2 ? double.PositiveInfinity : Quantile * Deviation / Math.Sqrt(Count);

    /// <summary>Half the 95 % interval of one further run: t · sd · √(1 + 1/n).</summary>
    public double RunMargin => Count < 2 ? double.PositiveInfinity : Quantile * Deviation * Math.Sqrt(1 + 1.0 / Count);

    private double Quantile => TwoSided(Count - 1);

    /// <summary>The 97.5 % quantile of Student's t.</summary>
    internal static double TwoSided(double degreesOfFreedom) => StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
}

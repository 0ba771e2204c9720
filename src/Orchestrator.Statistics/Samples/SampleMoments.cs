namespace Orchestrator.Statistics.Samples;

/// <summary>
/// Number, mean and standard deviation (n − 1 below) of a sample, and what is wrong with it. Computed in two passes.
/// </summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">The mean; 0 without values.</param>
/// <param name="Deviation">The standard deviation; 0 with fewer than two values or where all are equal.</param>
/// <param name="Limitation">
/// <see cref="Samples.Limitation.NoData"/>, <see cref="Samples.Limitation.NotFinite"/> (mean and deviation are then 0),
/// <see cref="Samples.Limitation.TooFew"/> with one value, <see cref="Samples.Limitation.NoVariance"/> where the values
/// differ by no more than rounding (1e-9 of the largest).
/// </param>
public readonly record struct SampleMoments(int Count, double Mean, double Deviation, Limitation Limitation)
{
    private const double Rounding = 1e-9;

    /// <summary>The moments of <paramref name="values"/>.</summary>
    public static SampleMoments Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            return new(0, 0, 0, Limitation.NoData);
        if (!values.All(double.IsFinite))
            return new(values.Count, 0, 0, Limitation.NotFinite);
        var mean = values.Sum() / values.Count;
        if (values.Count == 1)
            return new(1, mean, 0, Limitation.TooFew);
        if (values.Max() - values.Min() <= Rounding * values.Max(Math.Abs))
            return new(values.Count, mean, 0, Limitation.NoVariance);
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return new(values.Count, mean, Math.Sqrt(squares / (values.Count - 1)), Limitation.None);
    }
}

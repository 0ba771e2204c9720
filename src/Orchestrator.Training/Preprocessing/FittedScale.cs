using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>A fitted scaling: (value - centre) / unit. A column without spread has unit 1.</summary>
/// <param name="Centre">What is taken away.</param>
/// <param name="Unit">What is divided by, greater than 0.</param>
internal readonly record struct FittedScale(double Centre, double Unit)
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The scaling of a kind fitted on values that are all present, one at least.</summary>
    public static FittedScale Fit(Scaling scaling, ReadOnlySpan<double> values) => scaling switch
    {
        Scaling.Standard => Standard(values),
        Scaling.MinMax => MinMax(values),
        _ => new FittedScale(0, 1),
    };

    public double Apply(double value) => (value - Centre) / Unit;

    private static FittedScale Standard(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var (squares, rest) = (0.0, 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
            rest += value - mean;
        }

        // The second term takes away the rounding error of the mean (Chan, Golub and LeVeque 1983, equation 1.7).
        var variance = (squares - (rest * rest / values.Length)) / values.Length;
        var noise = values.Length * mean * Epsilon;
        var isConstant = variance <= (values.Length * Epsilon * variance) + (noise * noise);
        return new FittedScale(mean, isConstant ? 1 : Math.Sqrt(variance));
    }

    private static FittedScale MinMax(ReadOnlySpan<double> values)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        var range = greatest - least;
        return new FittedScale(least, range < 10 * Epsilon ? 1 : range);
    }

    /// <summary>The mean of values, one at least.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}

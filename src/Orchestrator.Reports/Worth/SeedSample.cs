namespace Orchestrator.Reports.Worth;

/// <summary>A number of each seed: its mean, its spread, and what each seed adds to a draw of the mean.</summary>
internal sealed class SeedSample
{
    private readonly double[] _residuals;

    /// <summary>The sample of <paramref name="values"/>, of which some may be no number.</summary>
    public SeedSample(IReadOnlyList<double> values)
    {
        Count = values.Count(value => !double.IsNaN(value));
        Mean = Count == 0 ? double.NaN : values.Where(value => !double.IsNaN(value)).Sum() / Count;
        _residuals = [.. values.Select(value => double.IsNaN(value) ? 0 : value - Mean)];
        Variance = Count < 2 ? 0 : _residuals.Sum(residual => residual * residual) / (Count - 1);
    }

    /// <summary>How many seeds have a number.</summary>
    public int Count { get; }

    /// <summary>Their mean; not a number where none has one.</summary>
    public double Mean { get; }

    /// <summary>Their variance; 0 with fewer than two.</summary>
    public double Variance { get; }

    /// <summary>
    /// The mean as it might have come out: each seed's residual times the draw's number for the seed, so that means
    /// drawn from the same numbers vary together as the seeds do.
    /// </summary>
    /// <param name="draw">A standard normal number for each seed, all divided by one chi, so Student's t.</param>
    /// <param name="factor">The variance of the mean ÷ that of a seed: 1/J, plus a correction.</param>
    public double Draw(ReadOnlySpan<float> draw, double factor)
    {
        if (Count < 2)
            return Mean;
        var sum = 0.0;
        for (var seed = 0; seed < _residuals.Length; seed++)
            sum += draw[seed] * _residuals[seed];
        return Mean + sum * Math.Sqrt(factor / (Count - 1));
    }
}

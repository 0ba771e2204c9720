namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>A difference, or a slope, with its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Margin">Half the interval; infinite where there are too few runs.</param>
internal sealed record Comparison(double Value, double Margin)
{
    /// <summary>The interval's lower end.</summary>
    public double Low => Value - Margin;

    /// <summary>The interval's upper end.</summary>
    public double High => Value + Margin;

    /// <summary>
    /// The difference of two means: of the pairs of equal seeds where both sides have the same runs, since these may
    /// share their split; else of two samples (Welch 1947, with Satterthwaite's degrees of freedom).
    /// </summary>
    public static Comparison Of(Measurement a, Measurement b)
    {
        var difference = a.Mean - b.Mean;
        if (a.Count < 2 || b.Count < 2)
            return new Comparison(difference, double.PositiveInfinity);
        if (a.Count == b.Count)
        {
            var pairs = new Measurement([.. a.Values.Zip(b.Values, (one, other) => one - other)]);
            return new Comparison(difference, pairs.MeanMargin);
        }

        var first = a.Deviation * a.Deviation / a.Count;
        var second = b.Deviation * b.Deviation / b.Count;
        var variance = first + second;
        if (variance == 0)
            return new Comparison(difference, 0);
        var freedom = variance * variance
            / (first * first / (a.Count - 1) + second * second / (b.Count - 1));
        return new Comparison(difference, Measurement.TwoSided(freedom) * Math.Sqrt(variance));
    }

    /// <summary>The least-squares slope of the scores over the places 0, 1, 2 … in the list.</summary>
    public static Comparison Slope(IReadOnlyList<Measurement> along)
    {
        var points = along.SelectMany((m, place) => m.Values.Select(v => (X: (double)place, Y: v))).ToList();
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        var spread = points.Sum(p => (p.X - x) * (p.X - x));
        if (spread == 0)
            return new Comparison(0, double.PositiveInfinity);
        var slope = points.Sum(p => (p.X - x) * (p.Y - y)) / spread;
        if (points.Count < 3)
            return new Comparison(slope, double.PositiveInfinity);
        var left = points.Sum(p => Math.Pow(p.Y - y - slope * (p.X - x), 2));
        var error = Math.Sqrt(left / (points.Count - 2) / spread);
        return new Comparison(slope, Measurement.TwoSided(points.Count - 2) * error);
    }
}

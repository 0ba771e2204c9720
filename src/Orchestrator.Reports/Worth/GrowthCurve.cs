namespace Orchestrator.Reports.Worth;

/// <summary>A score that never falls as real rows are added; more is better. Immutable.</summary>
internal abstract class GrowthCurve
{
    /// <summary>The fewest rows that it is read at.</summary>
    public abstract double Least { get; }

    /// <summary>The most rows that it is read at.</summary>
    public abstract double Most { get; }

    /// <summary>Whether it rises at all, by more than rounding.</summary>
    public bool Rises => At(Most) - At(Least) > 1e-12;

    /// <summary>The score at so many rows.</summary>
    public abstract double At(double rows);

    /// <summary>
    /// The rows at which it comes to a score, the nearest to <paramref name="from"/> where there are several; infinite,
    /// with the sign of the side, where that is not between <see cref="Least"/> and <see cref="Most"/>.
    /// </summary>
    public double RowsAt(double from, double score)
    {
        var here = At(from);
        if (score == here)
            return from;
        if (score > here)
            return Rises && At(Most) >= score ? Solve(from, Most, score) : double.PositiveInfinity;
        return Rises && At(Least) <= score ? Solve(from, Least, score) : double.NegativeInfinity;
    }

    // Between a side that has not come to the score and one that has, the near end: bisection, since it never falls.
    private double Solve(double near, double far, double score)
    {
        var up = far > near;
        for (var step = 0; step < 60 && Math.Abs(far - near) > 1e-3; step++)
        {
            var middle = (near + far) / 2;
            var reached = up ? At(middle) >= score : At(middle) <= score;
            (near, far) = reached ? (near, middle) : (middle, far);
        }

        return far;
    }
}

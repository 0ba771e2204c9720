namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>Moves the parameters of an objective, a step an epoch, each step from all rows. Not thread-safe.</summary>
internal abstract class FullBatchOptimiser
{
    /// <summary>Starts at <paramref name="start"/>, which it owns from now on.</summary>
    protected FullBatchOptimiser(IObjective objective, double[] start)
    {
        Point = start;
        Slope = new double[objective.Count];
        Loss = objective.Gradient(start, Slope);
    }

    /// <summary>The parameters; they change with each step.</summary>
    public double[] Point { get; protected set; }

    /// <summary>The objective at <see cref="Point"/>.</summary>
    public double Loss { get; protected set; }

    /// <summary>The length of the gradient that the optimiser follows, at <see cref="Point"/>.</summary>
    public virtual double SlopeNorm => Math.Sqrt(Dot(Slope, Slope));

    /// <summary>The objective's gradient at <see cref="Point"/>.</summary>
    protected double[] Slope { get; set; }

    /// <summary>
    /// One epoch. False if the optimiser cannot go on from where it stands: no step that it may take makes the
    /// objective smaller.
    /// </summary>
    public abstract bool Step();

    /// <summary>The inner product.</summary>
    protected static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>target = point + step × direction.</summary>
    protected static void Move(
        ReadOnlySpan<double> point, double step, ReadOnlySpan<double> direction, Span<double> target)
    {
        for (var i = 0; i < point.Length; i++)
            target[i] = point[i] + step * direction[i];
    }
}

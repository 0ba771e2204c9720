using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Damped Gauss-Newton steps on a sum of squares and a penalty of the parameters: (a JᵀJ + (μ + b) I) Δ = -∇/2, where μ
/// grows until the step makes the value smaller, then shrinks.
/// </summary>
internal abstract class DampedOptimiser : FullBatchOptimiser
{
    private readonly Damping _damping;
    private readonly double[] _step;
    private double[] _trial;
    private double _mu;

    /// <summary>Starts at a point; the descendant is to linearise there.</summary>
    protected DampedOptimiser(ISquaresObjective objective, double[] start, Damping damping)
        : base(objective, start)
    {
        (Objective, _damping, _mu) = (objective, damping, damping.Start);
        Equations = new NormalEquations(start.Length);
        Cholesky = new Cholesky(start.Length);
        (_step, _trial) = (new double[start.Length], new double[start.Length]);
    }

    /// <summary>The squares.</summary>
    protected ISquaresObjective Objective { get; }

    /// <summary>JᵀJ and Jᵀe at the point.</summary>
    protected NormalEquations Equations { get; }

    /// <summary>The factors of the last system that was solved.</summary>
    protected Cholesky Cholesky { get; }

    /// <summary>a, the weight of JᵀJ.</summary>
    protected abstract double SquaresWeight { get; }

    /// <summary>b, the weight of the penalty.</summary>
    protected abstract double PenaltyWeight { get; }

    /// <summary>What a step is to make smaller, at the point.</summary>
    protected abstract double Value { get; }

    /// <inheritdoc/>
    public sealed override bool Step()
    {
        var value = Value;
        for (; _mu <= _damping.Maximum; _mu *= _damping.Increase)
        {
            if (!Cholesky.Factorise(Equations.Products, SquaresWeight, _mu + PenaltyWeight))
                continue;
            Aim(_step);
            Cholesky.Solve(_step);
            Move(Point, -1, _step, _trial);
            if (!(ValueAt(_trial) < value))
                continue;
            (Point, _trial) = (_trial, Point);
            _mu = _damping.Less(_mu);
            Settle();
            return true;
        }

        return false;
    }

    /// <summary>Half the gradient of the value at the point.</summary>
    protected abstract void Aim(Span<double> gradient);

    /// <summary>The value at another point.</summary>
    protected abstract double ValueAt(double[] point);

    /// <summary>Takes note of a new point.</summary>
    protected abstract void Settle();
}

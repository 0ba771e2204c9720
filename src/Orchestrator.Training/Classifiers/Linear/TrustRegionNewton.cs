namespace Orchestrator.Training.Classifiers.Linear;

/// <summary>
/// The trust-region Newton method for logistic regression (Lin, Weng, Keerthi, JMLR 9, 2008, algorithms 1 and 2):
/// steps by conjugate gradients that stop at the region's border, the region's radius set by how well the quadratic
/// model foretold the step. One thread at a time.
/// </summary>
internal sealed class TrustRegionNewton
{
    private const int MostSteps = 1000;
    private const double ResidualShare = 0.1;

    // The paper's η₀, η₁, η₂ and σ₁, σ₂, σ₃.
    private const double AcceptedShare = 1e-4;
    private const double PoorShare = 0.25;
    private const double GoodShare = 0.75;
    private const double MostShrink = 0.25;
    private const double Shrink = 0.5;
    private const double MostGrowth = 4;
    private const double Stagnation = 1e-12;

    private readonly LogisticObjective _objective;
    private readonly CancellationToken _cancellation;
    private readonly double[] _gradient;
    private readonly double[] _step;
    private readonly double[] _residual;
    private readonly double[] _direction;
    private readonly double[] _product;

    /// <summary>For minimising <paramref name="objective"/>.</summary>
    public TrustRegionNewton(LogisticObjective objective, CancellationToken cancellation)
    {
        _objective = objective;
        _cancellation = cancellation;
        var count = objective.Dimensions;
        (_gradient, _step, _residual) = (new double[count], new double[count], new double[count]);
        (_direction, _product) = (new double[count], new double[count]);
    }

    /// <summary>
    /// The weights at which the gradient's norm is at most <paramref name="share"/> of that at 0; or where the function
    /// no longer falls within the rounding, or after 1,000 steps.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double[] Minimise(double share)
    {
        var w = new double[_objective.Dimensions];
        var next = new double[w.Length];
        var value = _objective.Value(w);
        _objective.Gradient(w, _gradient);
        var radius = Norm(_gradient);
        var target = share * radius;
        var current = true;
        for (var step = 0; step < MostSteps && Norm(_gradient) > target; step++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!current)
                _ = _objective.Value(w);
            var atBorder = ConjugateGradients(radius);
            for (var j = 0; j < w.Length; j++)
                next[j] = w[j] + _step[j];
            var slope = LogisticObjective.Dot(_gradient, _step);
            var foretold = -0.5 * (slope - LogisticObjective.Dot(_step, _residual));
            var nextValue = _objective.Value(next);
            var gained = value - nextValue;
            var length = Norm(_step);
            if (step == 0)
                radius = Math.Min(radius, length);
            radius = Radius(radius, length, slope, gained, foretold, atBorder);
            current = gained > AcceptedShare * foretold;
            if (current)
            {
                (w, next) = (next, w);
                value = nextValue;
                _objective.Gradient(w, _gradient);
            }

            var still = Stagnation * Math.Abs(value);
            if (!(foretold > 0) || (Math.Abs(gained) <= still && foretold <= still))
                break;
        }

        return w;
    }

    /// <summary>The next radius, by the minimum of the parabola along the step.</summary>
    private static double Radius(
        double radius, double length, double slope, double gained, double foretold, bool atBorder)
    {
        var bend = -gained - slope;
        var reach = bend <= 0 ? MostGrowth : Math.Max(MostShrink, -0.5 * (slope / bend));
        if (gained < AcceptedShare * foretold)
            return Math.Min(reach * length, Shrink * radius);
        if (gained < PoorShare * foretold)
            return Math.Max(MostShrink * radius, Math.Min(reach * length, Shrink * radius));
        if (gained < GoodShare * foretold)
            return Math.Max(MostShrink * radius, Math.Min(reach * length, MostGrowth * radius));
        return atBorder ? MostGrowth * radius : Math.Max(radius, Math.Min(reach * length, MostGrowth * radius));
    }

    /// <summary>
    /// Algorithm 2: the step s with H s ≈ -g within the radius, and the residual -g - H s. True where the border ended
    /// it.
    /// </summary>
    private bool ConjugateGradients(double radius)
    {
        Array.Clear(_step);
        for (var j = 0; j < _gradient.Length; j++)
            _direction[j] = _residual[j] = -_gradient[j];
        var square = LogisticObjective.Dot(_residual, _residual);
        var enough = ResidualShare * Math.Sqrt(square);
        var most = Math.Max(_gradient.Length, 5);
        for (var turn = 0; turn < most && Math.Sqrt(square) > enough; turn++)
        {
            _objective.HessianProduct(_direction, _product);
            var alpha = square / LogisticObjective.Dot(_direction, _product);
            Add(_step, alpha, _direction);
            if (Norm(_step) > radius)
            {
                Add(_step, -alpha, _direction);
                alpha = ToBorder(radius);
                Add(_step, alpha, _direction);
                Add(_residual, -alpha, _product);
                return true;
            }

            Add(_residual, -alpha, _product);
            var nextSquare = LogisticObjective.Dot(_residual, _residual);
            var beta = nextSquare / square;
            for (var j = 0; j < _direction.Length; j++)
                _direction[j] = _residual[j] + beta * _direction[j];
            square = nextSquare;
        }

        return false;
    }

    /// <summary>The positive τ with ‖s + τ d‖ = radius.</summary>
    private double ToBorder(double radius)
    {
        var mixed = LogisticObjective.Dot(_step, _direction);
        var (inside, square) = (LogisticObjective.Dot(_step, _step), LogisticObjective.Dot(_direction, _direction));
        var room = Math.Max(0, radius * radius - inside);
        var root = Math.Sqrt(mixed * mixed + square * room);
        return mixed >= 0 ? room / (mixed + root) : (root - mixed) / square;
    }

    private static void Add(double[] target, double factor, double[] values)
    {
        for (var j = 0; j < target.Length; j++)
            target[j] += factor * values[j];
    }

    private static double Norm(double[] values) => Math.Sqrt(LogisticObjective.Dot(values, values));
}

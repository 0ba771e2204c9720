using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Levenberg and Marquardt for networks (Hagan and Menhaj, IEEE Transactions on Neural Networks 5, 1994, equation 13):
/// (JᵀJ / N + μ I) Δ = -Jᵀe / N. μ grows until the step makes the error smaller, then shrinks. Products and errors are
/// means over the N residuals, so that μ does not depend on how many there are.
/// </summary>
internal sealed class LevenbergMarquardt : FullBatchOptimiser
{
    private readonly ISquaresObjective _objective;
    private readonly Damping _damping;
    private readonly NormalEquations _equations;
    private readonly Cholesky _cholesky;
    private readonly double[] _step;
    private double[] _trial;
    private double _mu;

    /// <summary>Starts at a point.</summary>
    public LevenbergMarquardt(ISquaresObjective objective, double[] start, Damping damping)
        : base(objective, start)
    {
        (_objective, _damping, _mu) = (objective, damping, damping.Start);
        _equations = new NormalEquations(start.Length);
        _cholesky = new Cholesky(start.Length);
        _step = new double[start.Length];
        _trial = new double[start.Length];
        Linearise();
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        for (; _mu <= _damping.Maximum; _mu *= _damping.Increase)
        {
            if (!_cholesky.Factorise(_equations.Products, 1.0 / _objective.Residuals, _mu))
                continue;
            for (var i = 0; i < _step.Length; i++)
                _step[i] = _equations.Projected[i] / _objective.Residuals;
            _cholesky.Solve(_step);
            Move(Point, -1, _step, _trial);
            var loss = _objective.Value(_trial);
            if (!(loss < Loss))
                continue;
            (Point, _trial) = (_trial, Point);
            _mu = _damping.Less(_mu);
            Linearise();
            return true;
        }

        return false;
    }

    private void Linearise()
    {
        Loss = _objective.Linearise(Point, _equations) / _objective.Residuals;
        for (var i = 0; i < Slope.Length; i++)
            Slope[i] = 2 * _equations.Projected[i] / _objective.Residuals;
    }
}

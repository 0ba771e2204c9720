using Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Bayesian regularisation (MacKay, Neural Computation 4, 1992) within the Gauss-Newton approximation of Foresee and
/// Hagan, ICNN 1997: Levenberg-Marquardt steps on F = β Σe² + α Σw², and after each step γ = P - 2 α tr(H⁻¹) with
/// H = 2 β JᵀJ + 2 α I, α = γ / (2 Σw²), β = (N - γ) / (2 Σe²).
/// </summary>
internal sealed class BayesianRegularisation : FullBatchOptimiser
{
    private readonly ISquaresObjective _objective;
    private readonly Damping _damping;
    private readonly NormalEquations _equations;
    private readonly Cholesky _cholesky;
    private readonly double[] _step;
    private double[] _trial;
    private double _mu;
    private double _errors;

    /// <summary>Starts at a point.</summary>
    public BayesianRegularisation(ISquaresObjective objective, double[] start, Damping damping)
        : base(objective, start)
    {
        (_objective, _damping, _mu) = (objective, damping, damping.Start);
        _equations = new NormalEquations(start.Length);
        _cholesky = new Cholesky(start.Length);
        _step = new double[start.Length];
        _trial = new double[start.Length];
        EffectiveParameters = start.Length;
        Linearise();
        Weigh();
    }

    /// <summary>γ: how many parameters the data decide, from 0 to P.</summary>
    public double EffectiveParameters { get; private set; }

    /// <summary>α, the weight of Σw².</summary>
    public double Alpha { get; private set; }

    /// <summary>β, the weight of Σe².</summary>
    public double Beta { get; private set; }

    /// <summary>The length of F's gradient.</summary>
    public override double SlopeNorm
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Point.Length; i++)
            {
                var slope = 2 * (Beta * _equations.Projected[i] + Alpha * Point[i]);
                sum += slope * slope;
            }

            return Math.Sqrt(sum);
        }
    }

    /// <inheritdoc/>
    public override bool Step()
    {
        var value = Beta * _errors + Alpha * Dot(Point, Point);
        for (; _mu <= _damping.Maximum; _mu *= _damping.Increase)
        {
            if (!_cholesky.Factorise(_equations.Products, Beta, _mu + Alpha))
                continue;
            for (var i = 0; i < _step.Length; i++)
                _step[i] = Beta * _equations.Projected[i] + Alpha * Point[i];
            _cholesky.Solve(_step);
            Move(Point, -1, _step, _trial);
            var errors = _objective.Value(_trial) * _objective.Residuals;
            if (!(Beta * errors + Alpha * Dot(_trial, _trial) < value))
                continue;
            (Point, _trial) = (_trial, Point);
            _mu = _damping.Less(_mu);
            Linearise();
            if (_cholesky.Factorise(_equations.Products, Beta, Alpha))
            {
                var free = Alpha * _cholesky.InverseTrace();
                EffectiveParameters = Math.Clamp(Point.Length - free, 0, Point.Length);
            }

            Weigh();
            return true;
        }

        return false;
    }

    private void Linearise()
    {
        _errors = _objective.Linearise(Point, _equations);
        Loss = _errors / _objective.Residuals;
    }

    /// <summary>α and β from γ; β = 1 where there are not more residuals than parameters in use, or no error.</summary>
    private void Weigh()
    {
        var beta = (_objective.Residuals - EffectiveParameters) / (2 * _errors);
        Beta = beta > 0 && double.IsFinite(beta) ? beta : 1;
        var weights = Dot(Point, Point);
        Alpha = weights > 0 ? EffectiveParameters / (2 * weights) : 1;
    }
}

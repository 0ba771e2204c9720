namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Bayesian regularisation (MacKay, Neural Computation 4, 1992) within the Gauss-Newton approximation of Foresee and
/// Hagan, ICNN 1997: Levenberg-Marquardt steps on F = β Σe² + α Σw², and after each step γ = P - 2 α tr(H⁻¹) with
/// H = 2 β JᵀJ + 2 α I, α = γ / (2 Σw²), β = (N - γ) / (2 Σe²).
/// </summary>
internal sealed class BayesianRegularisation : DampedOptimiser
{
    private double _errors;

    /// <summary>Starts at a point.</summary>
    public BayesianRegularisation(ISquaresObjective objective, double[] start, Damping damping)
        : base(objective, start, damping)
    {
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
                var slope = 2 * (Beta * Equations.Projected[i] + Alpha * Point[i]);
                sum += slope * slope;
            }

            return Math.Sqrt(sum);
        }
    }

    /// <inheritdoc/>
    protected override double SquaresWeight => Beta;

    /// <inheritdoc/>
    protected override double PenaltyWeight => Alpha;

    /// <inheritdoc/>
    protected override double Value => Beta * _errors + Alpha * Dot(Point, Point);

    /// <inheritdoc/>
    protected override void Aim(Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = Beta * Equations.Projected[i] + Alpha * Point[i];
    }

    /// <inheritdoc/>
    protected override double ValueAt(double[] point)
    {
        var errors = Objective.Value(point) * Objective.Residuals;
        return Beta * errors + Alpha * Dot(point, point);
    }

    /// <inheritdoc/>
    protected override void Settle()
    {
        Linearise();
        if (Cholesky.Factorise(Equations.Products, Beta, Alpha))
        {
            var free = Alpha * Cholesky.InverseTrace();
            EffectiveParameters = Math.Clamp(Point.Length - free, 0, Point.Length);
        }

        Weigh();
    }

    private void Linearise()
    {
        _errors = Objective.Linearise(Point, Equations);
        Loss = _errors / Objective.Residuals;
    }

    /// <summary>α and β from γ; β = 1 where there are not more residuals than parameters in use, or no error.</summary>
    private void Weigh()
    {
        var beta = (Objective.Residuals - EffectiveParameters) / (2 * _errors);
        Beta = beta > 0 && double.IsFinite(beta) ? beta : 1;
        var weights = Dot(Point, Point);
        Alpha = weights > 0 ? EffectiveParameters / (2 * weights) : 1;
    }
}

namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Levenberg and Marquardt for networks (Hagan and Menhaj, IEEE Transactions on Neural Networks 5, 1994, equation 13):
/// (JᵀJ / N + μ I) Δ = -Jᵀe / N. Products and errors are means over the N residuals, so that μ does not depend on how
/// many there are.
/// </summary>
internal sealed class LevenbergMarquardt : DampedOptimiser
{
    /// <summary>Starts at a point.</summary>
    public LevenbergMarquardt(ISquaresObjective objective, double[] start, Damping damping)
        : base(objective, start, damping) => Settle();

    /// <inheritdoc/>
    protected override double SquaresWeight => 1.0 / Objective.Residuals;

    /// <inheritdoc/>
    protected override double PenaltyWeight => 0;

    /// <inheritdoc/>
    protected override double Value => Loss;

    /// <inheritdoc/>
    protected override void Aim(Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = Equations.Projected[i] / Objective.Residuals;
    }

    /// <inheritdoc/>
    protected override double ValueAt(double[] point) => Objective.Value(point);

    /// <inheritdoc/>
    protected override void Settle()
    {
        Loss = Objective.Linearise(Point, Equations) / Objective.Residuals;
        for (var i = 0; i < Slope.Length; i++)
            Slope[i] = 2 * Equations.Projected[i] / Objective.Residuals;
    }
}

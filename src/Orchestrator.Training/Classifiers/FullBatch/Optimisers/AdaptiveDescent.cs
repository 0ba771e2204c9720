namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>How the rate of <see cref="AdaptiveDescent"/> changes.</summary>
/// <param name="Start">The first rate.</param>
/// <param name="Increase">The factor after a step that made the error smaller.</param>
/// <param name="Decrease">The factor after a step that was taken back.</param>
/// <param name="MaxGrowth">A step is taken back if the error grows by more than this factor.</param>
internal sealed record AdaptiveRate(double Start, double Increase, double Decrease, double MaxGrowth);

/// <summary>
/// Steepest descent whose rate follows the error, with momentum or (m = 0) without (Vogl, Mangis, Rigler, Zink and
/// Alkon, Biological Cybernetics 59, 1988): a step after which the error is more than 1.04 times what it was is taken
/// back, the rate cut and the momentum forgotten; after one that made it smaller the rate grows. A step taken back is
/// an epoch.
/// </summary>
internal sealed class AdaptiveDescent(IObjective objective, double[] start, AdaptiveRate rule, double momentum)
    : FullBatchOptimiser(objective, start)
{
    private readonly IObjective _objective = objective;
    private readonly double[] _step = new double[start.Length];
    private double[] _trial = new double[start.Length];
    private double[] _trialSlope = new double[start.Length];
    private bool _forgotten = true;

    /// <summary>The rate of the next step.</summary>
    public double Rate { get; private set; } = rule.Start;

    /// <inheritdoc/>
    public override bool Step()
    {
        // Without a step before, or after one that was taken back, the gradient alone counts.
        var kept = _forgotten ? 0 : momentum;
        for (var i = 0; i < _step.Length; i++)
            _step[i] = kept * _step[i] - (1 - kept) * Rate * Slope[i];
        Move(Point, 1, _step, _trial);
        var loss = _objective.Gradient(_trial, _trialSlope);
        if (!(loss <= rule.MaxGrowth * Loss))
        {
            Rate *= rule.Decrease;
            _forgotten = true;
            return Rate > double.Epsilon;
        }

        if (loss < Loss)
            Rate *= rule.Increase;
        (Loss, _forgotten) = (loss, false);
        (Point, _trial) = (_trial, Point);
        (Slope, _trialSlope) = (_trialSlope, Slope);
        return true;
    }
}

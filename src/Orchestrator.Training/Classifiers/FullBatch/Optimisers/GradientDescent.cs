namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>
/// Steepest descent with a fixed rate and a share of the step before: Δ = m Δ' - (1 - m) η ∇E (Rumelhart, Hinton and
/// Williams, Nature 323, 1986, equation 9, with the gradient weighted by 1 - m as MATLAB's <c>traingdm</c> has it). m =
/// 0 is plain descent.
/// </summary>
internal sealed class GradientDescent(IObjective objective, double[] start, double rate, double momentum)
    : FullBatchOptimiser(objective, start)
{
    private readonly IObjective _objective = objective;
    private readonly double[] _step = new double[start.Length];

    /// <inheritdoc/>
    public override bool Step()
    {
        for (var i = 0; i < _step.Length; i++)
        {
            _step[i] = momentum * _step[i] - (1 - momentum) * rate * Slope[i];
            Point[i] += _step[i];
        }

        Loss = _objective.Gradient(Point, Slope);
        return true;
    }
}

namespace Orchestrator.Training.Fusion.Optimisers;

/// <summary>
/// Adam as PyTorch takes it: ε stands inside the bias correction, and a decay times the parameters is added to their
/// gradients first. All replicas move alike.
/// </summary>
internal sealed class DecayedAdam
{
    private const double Epsilon = 1e-8;

    private readonly FusionEngine _engine;
    private readonly Block _parameters;
    private readonly Block _gradients;
    private readonly Block _first;
    private readonly Block _second;
    private readonly Options _options;
    private double _power1 = 1;
    private double _power2 = 1;

    /// <summary>An optimiser of parameters [K, 1, P] with their gradients.</summary>
    public DecayedAdam(FusionEngine engine, Block parameters, Block gradients, Options options)
    {
        (_engine, _parameters, _gradients, _options) = (engine, parameters, gradients, options);
        (_first, _second) = (engine.Allocate(1, parameters.Columns), engine.Allocate(1, parameters.Columns));
    }

    /// <summary>Its settings.</summary>
    /// <param name="Rate">The learning rate.</param>
    /// <param name="Beta1">The decay of the first moment.</param>
    /// <param name="Beta2">The decay of the second moment.</param>
    /// <param name="Decay">The weight decay.</param>
    public sealed record Options(double Rate, double Beta1, double Beta2, double Decay);

    /// <summary>One step along the gradients.</summary>
    public void Step()
    {
        if (_options.Decay > 0)
            _engine.Mix(_gradients, 1, _parameters, (float)_options.Decay);
        _power1 *= _options.Beta1;
        _power2 *= _options.Beta2;
        var root = Math.Sqrt(1 - _power2);
        _engine.Adam(
            _parameters, _gradients, _first, _second,
            new AdamStep(
                (float)(_options.Rate * root / (1 - _power1)), (float)_options.Beta1, (float)_options.Beta2,
                (float)(Epsilon * root)));
    }
}

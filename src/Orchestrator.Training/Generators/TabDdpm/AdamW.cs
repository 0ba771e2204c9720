using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// Adam with decoupled decay of all weights (Loshchilov and Hutter 2019, algorithm 2) as PyTorch takes it: β 0.9 and
/// 0.999, ε 1e-8 within the bias correction.
/// </summary>
internal sealed class AdamW(FusionEngine engine, DenseNetwork network, double decay)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Block _first = engine.Allocate(1, network.Layout.Count);
    private readonly Block _second = engine.Allocate(1, network.Layout.Count);
    private double _power1 = 1;
    private double _power2 = 1;

    /// <summary>One step with the gradients that the network holds.</summary>
    public void Step(double rate)
    {
        _power1 *= Beta1;
        _power2 *= Beta2;
        var parameters = network.Parameters;
        if (decay > 0)
            engine.Mix(parameters, (float)(1 - (rate * decay)), parameters, 0);
        var correction = Math.Sqrt(1 - _power2);
        engine.Adam(
            parameters, network.Gradients, _first, _second,
            new AdamStep(
                (float)(rate * correction / (1 - _power1)), (float)Beta1, (float)Beta2, (float)(Epsilon * correction)));
    }
}

using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Moves a network's flat parameters along its gradients, at a rate that its schedule may change from step to step:
/// Adam (Kingma and Ba 2015, with Keras's place for ε), RMSprop (Tieleman and Hinton 2012), gradient descent.
/// The replicas move alike, so the numbers of a step are plain numbers, on a GPU too.
/// </summary>
internal sealed class GanOptimiser(FusionEngine engine, DenseNetwork network, OptimiserSettings settings)
{
    private readonly Block? _first =
        settings.Kind == OptimiserKind.Adam ? engine.Allocate(1, network.Layout.Count) : null;

    private readonly Block? _second =
        settings.Kind == OptimiserKind.Sgd ? null : engine.Allocate(1, network.Layout.Count);

    private double _power1 = 1;
    private double _power2 = 1;

    /// <summary>One step with the gradients that the network holds, at the rate set times a factor.</summary>
    public void Step(double factor)
    {
        var rate = settings.Rate * factor;
        if (_second is null)
            engine.Mix(network.Parameters, 1, network.Gradients, (float)-rate);
        else if (_first is null)
        {
            engine.RmsProp(
                network.Parameters, network.Gradients, _second,
                new RmsPropStep((float)rate, (float)settings.Rho, (float)settings.Epsilon));
        }
        else
        {
            _power1 *= settings.Beta1;
            _power2 *= settings.Beta2;
            var corrected = rate * Math.Sqrt(1 - _power2) / (1 - _power1);
            engine.Adam(
                network.Parameters, network.Gradients, _first, _second,
                new AdamStep(
                    (float)corrected, (float)settings.Beta1, (float)settings.Beta2, (float)settings.Epsilon));
        }
    }
}

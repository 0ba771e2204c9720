namespace Orchestrator.Training.Fusion;

/// <summary>RMSprop over a network's flat parameters (Tieleman and Hinton 2012), as Keras has it.</summary>
internal sealed class RmsPropOptimiser(FusionEngine engine, DenseNetwork network, RmsPropStep step) : IOptimiser
{
    private readonly Block _v = engine.Allocate(1, network.Layout.Count);

    /// <inheritdoc/>
    public void Step() => engine.RmsProp(network.Parameters, network.Gradients, _v, step);
}

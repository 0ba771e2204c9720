namespace Orchestrator.Training.Fusion;

/// <summary>Adam over a network's flat parameters (Kingma and Ba 2015, with Keras's place for ε).</summary>
internal sealed class AdamOptimiser(FusionEngine engine, DenseNetwork network, AdamSettings settings) : IOptimiser
{
    private readonly Block _m = engine.Allocate(1, network.Layout.Count);
    private readonly Block _v = engine.Allocate(1, network.Layout.Count);
    private double _power1 = 1;
    private double _power2 = 1;

    /// <inheritdoc/>
    public void Step()
    {
        _power1 *= settings.Beta1;
        _power2 *= settings.Beta2;
        var rate = settings.Rate * Math.Sqrt(1 - _power2) / (1 - _power1);
        var step = new AdamStep((float)rate, (float)settings.Beta1, (float)settings.Beta2, (float)settings.Epsilon);
        engine.Adam(network.Parameters, network.Gradients, _m, _v, step);
    }
}

/// <summary>Settings of Adam.</summary>
internal sealed record AdamSettings(double Rate, double Beta1, double Beta2, double Epsilon);

/// <summary>Moves a network's parameters along its gradients.</summary>
internal interface IOptimiser
{
    /// <summary>One step with the gradients that the network holds.</summary>
    void Step();
}

namespace Orchestrator.Sweeps.Catalog;

/// <summary>The neural network among the models.</summary>
public static class MlpAlgorithm
{
    /// <summary>A dense network with batch normalisation, dropout and early stopping.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new("mlp", 1, "dense neural network", [])
    {
        Fuses = true,
    };
}

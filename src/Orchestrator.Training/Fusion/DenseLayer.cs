namespace Orchestrator.Training.Fusion;

/// <summary>
/// One layer of a dense network: linear, batch normalisation if wanted, activation, dropout, in this order.
/// </summary>
/// <param name="Inputs">Its inputs, not padded.</param>
/// <param name="Outputs">Its outputs, not padded.</param>
/// <param name="Bias">Whether the linear part has a bias.</param>
/// <param name="Norm">Batch normalisation, or null for none.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Dropout">The share of outputs dropped in training, 0 for none.</param>
internal sealed record DenseLayer(
    int Inputs, int Outputs, bool Bias, NormOptions? Norm, Activation Activation, float Dropout)
{
    /// <summary>Inputs with padding.</summary>
    public int PaddedInputs => Block.PadColumns(Inputs);

    /// <summary>Outputs with padding.</summary>
    public int PaddedOutputs => Block.PadColumns(Outputs);
}

using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>The shapes of a GAN's two networks.</summary>
internal sealed record GanNetworks
{
    /// <summary>Numbers of noise.</summary>
    public required int Latent { get; init; }

    /// <summary>The generator's hidden widths, from the noise on.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>The discriminator's hidden widths, from the rows on.</summary>
    public required IReadOnlyList<int> DiscriminatorHidden { get; init; }

    /// <summary>The activation of all hidden layers.</summary>
    public required Activation Activation { get; init; }

    /// <summary>The activation of the generator's last layer.</summary>
    public required Activation Output { get; init; }

    /// <summary>The share that each hidden layer of the discriminator drops.</summary>
    public required float Dropout { get; init; }

    /// <summary>The share that each hidden layer of the generator drops.</summary>
    public required float GeneratorDropout { get; init; }

    /// <summary>Whether the generator's hidden layers have a bias.</summary>
    public required bool HiddenBias { get; init; }

    /// <summary>Batch normalisation of the generator, or null for none.</summary>
    public NormOptions? GeneratorNorm { get; init; }

    /// <summary>Batch normalisation of the discriminator, or null for none.</summary>
    public NormOptions? DiscriminatorNorm { get; init; }

    /// <summary>How the weights of both start.</summary>
    public required WeightInitialiser Initialiser { get; init; }

    /// <summary>The generator's layers for rows of <paramref name="width"/>.</summary>
    public IReadOnlyList<DenseLayer> Generator(int width)
    {
        var layers = new List<DenseLayer>();
        var inputs = Latent;
        foreach (var outputs in Hidden)
        {
            layers.Add(new DenseLayer(inputs, outputs, HiddenBias, GeneratorNorm, Activation, GeneratorDropout));
            inputs = outputs;
        }

        layers.Add(new DenseLayer(inputs, width, true, null, Output, 0));
        return layers;
    }

    /// <summary>
    /// The discriminator's layers for rows of <paramref name="width"/>: dropout behind each, one logit.
    /// </summary>
    public IReadOnlyList<DenseLayer> Discriminator(int width)
    {
        var layers = new List<DenseLayer>();
        var inputs = width;
        foreach (var outputs in DiscriminatorHidden)
        {
            layers.Add(new DenseLayer(inputs, outputs, true, DiscriminatorNorm, Activation, Dropout));
            inputs = outputs;
        }

        layers.Add(new DenseLayer(inputs, 1, true, null, Activation.Identity, 0));
        return layers;
    }
}

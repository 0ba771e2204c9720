using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;

namespace Orchestrator.Training.Generators.Tvae;

/// <summary>The settings of <c>tvae</c>, read once a fit.</summary>
internal sealed record TvaeSettings
{
    /// <summary>Times the rows are gone through.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Numbers of the latent space.</summary>
    public required int Embedding { get; init; }

    /// <summary>Outputs of the decoder's hidden layers.</summary>
    public required int[] Hidden { get; init; }

    /// <summary>Outputs of the encoder's hidden layers.</summary>
    public required int[] EncoderHidden { get; init; }

    /// <summary>Weight of the reconstruction.</summary>
    public required float LossFactor { get; init; }

    /// <summary>How encoder, decoder and deviations move.</summary>
    public required DecayedAdam.Options Optimiser { get; init; }

    /// <summary>Reads the settings.</summary>
    public static TvaeSettings Read(SettingValues values) => new()
    {
        Epochs = values.Integer("epochs"),
        Batch = values.Integer("batch"),
        Embedding = values.Integer("embedding"),
        Hidden = values.Integers("hidden"),
        EncoderHidden = values.Integers("encoder-hidden"),
        LossFactor = (float)values.Real("loss-factor"),
        Optimiser = new DecayedAdam.Options(
            values.Real("learning-rate"), values.Real("beta-1"), values.Real("beta-2"), values.Real("weight-decay")),
    };

    /// <summary>
    /// The encoder's layers; the last one's outputs are the mean and, behind its padding, the logarithm of the
    /// variance.
    /// </summary>
    public IReadOnlyList<DenseLayer> EncoderLayers(int width) =>
        Layers(width, EncoderHidden, 2 * Block.PadColumns(Embedding));

    /// <summary>The decoder's layers.</summary>
    public IReadOnlyList<DenseLayer> DecoderLayers(int width) => Layers(Embedding, Hidden, width);

    private static List<DenseLayer> Layers(int inputs, int[] hidden, int outputs)
    {
        var layers = new List<DenseLayer>();
        foreach (var width in hidden)
        {
            layers.Add(new DenseLayer(inputs, width, true, null, Activation.Relu, 0));
            inputs = width;
        }

        layers.Add(new DenseLayer(inputs, outputs, true, null, Activation.Identity, 0));
        return layers;
    }
}

using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>The settings that both GANs share, read once a fit.</summary>
internal sealed record GanSettings(
    int Latent,
    int HiddenLayers,
    int Power,
    int Batch,
    int Epochs,
    Activation Activation,
    float Dropout,
    NormOptions? GeneratorNorm,
    NormOptions? DiscriminatorNorm,
    CodecOptions Codec)
{
    /// <summary>Reads the settings; normalisation only where the algorithm has it.</summary>
    public static GanSettings Read(SettingValues values, bool normalised)
    {
        NormOptions? Norm(bool frozen) => normalised
            ? new NormOptions(
                (float)values.Real("batch-norm-momentum"), (float)values.Real("batch-norm-epsilon"), frozen)
            : null;
        return new GanSettings(
            values.Integer("latent"),
            values.Integer("layers"),
            values.Integer("power"),
            values.Integer("batch"),
            values.Integer("epochs"),
            Activations.Parse(values.Text("activation")),
            (float)values.Real("dropout"),
            Norm(normalised && values.Text("batch-norm") == "published"),
            Norm(false),
            new CodecOptions(
                values.Text("label") == "published",
                values.Text("categories") == "raw",
                values.Text("range") == "unit"));
    }

    /// <summary>
    /// The generator's layers for rows of <paramref name="width"/>: widening powers of two, no bias, tanh at the end.
    /// </summary>
    public IReadOnlyList<DenseLayer> Generator(int width)
    {
        var layers = new List<DenseLayer>();
        var inputs = Latent;
        for (var l = 0; l < HiddenLayers; l++)
        {
            layers.Add(new DenseLayer(inputs, 1 << (Power + l), false, GeneratorNorm, Activation, 0));
            inputs = 1 << (Power + l);
        }

        layers.Add(new DenseLayer(inputs, width, true, null, Activation.Tanh, 0));
        return layers;
    }

    /// <summary>
    /// The discriminator's layers: the generator's widths in reverse, dropout behind each, one logit.
    /// </summary>
    public IReadOnlyList<DenseLayer> Discriminator(int width)
    {
        var layers = new List<DenseLayer>();
        var inputs = width;
        for (var l = HiddenLayers - 1; l >= 0; l--)
        {
            layers.Add(new DenseLayer(inputs, 1 << (Power + l), true, DiscriminatorNorm, Activation, Dropout));
            inputs = 1 << (Power + l);
        }

        layers.Add(new DenseLayer(inputs, 1, true, null, Activation.Identity, 0));
        return layers;
    }
}

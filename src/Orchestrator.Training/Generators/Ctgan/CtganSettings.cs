using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>The settings of <c>ctgan</c>, read once a fit.</summary>
internal sealed record CtganSettings
{
    private const float NormMomentum = 0.9f;
    private const float NormEpsilon = 1e-5f;

    /// <summary>Times that as many rows are drawn as there are.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows of a batch, a multiple of <see cref="Pac"/>.</summary>
    public required int Batch { get; init; }

    /// <summary>Rows that the critic judges together.</summary>
    public required int Pac { get; init; }

    /// <summary>Numbers of noise.</summary>
    public required int Embedding { get; init; }

    /// <summary>Outputs of the generator's residual blocks.</summary>
    public required int[] Hidden { get; init; }

    /// <summary>Outputs of the critic's hidden layers.</summary>
    public required int[] CriticHidden { get; init; }

    /// <summary>The share that each hidden layer of the critic drops.</summary>
    public required float Dropout { get; init; }

    /// <summary>τ of the Gumbel-softmax.</summary>
    public required float Temperature { get; init; }

    /// <summary>Weight of the gradient penalty.</summary>
    public required float Lambda { get; init; }

    /// <summary>Steps of the critic for one of the generator.</summary>
    public required int CriticSteps { get; init; }

    /// <summary>How the generator moves.</summary>
    public required DecayedAdam.Options Generator { get; init; }

    /// <summary>How the critic moves.</summary>
    public DecayedAdam.Options Critic => Generator with { Decay = 0 };

    /// <summary>Reads the settings. The batch is rounded down to a multiple of pac, one at least.</summary>
    public static CtganSettings Read(SettingValues values)
    {
        var pac = values.Integer("pac");
        return new CtganSettings
        {
            Epochs = values.Integer("epochs"),
            Batch = Math.Max(1, values.Integer("batch") / pac) * pac,
            Pac = pac,
            Embedding = values.Integer("embedding"),
            Hidden = values.Integers("hidden"),
            CriticHidden = values.Integers("discriminator-hidden"),
            Dropout = (float)values.Real("dropout"),
            Temperature = (float)values.Real("temperature"),
            Lambda = (float)values.Real("lambda"),
            CriticSteps = values.Integer("n-critic"),
            Generator = new DecayedAdam.Options(
                values.Real("learning-rate"), values.Real("beta-1"), values.Real("beta-2"),
                values.Real("weight-decay")),
        };
    }

    /// <summary>
    /// The generator's layers: each residual block has its outputs before its inputs, all padded; normalisation takes a
    /// bias out again, so there is none.
    /// </summary>
    public IReadOnlyList<DenseLayer> GeneratorLayers(int inputs, int width)
    {
        var layers = new List<DenseLayer>();
        var norm = new NormOptions(NormMomentum, NormEpsilon, false);
        foreach (var outputs in Hidden)
        {
            layers.Add(new DenseLayer(inputs, outputs, false, norm, Activation.Relu, 0));
            inputs += Block.PadColumns(outputs);
        }

        layers.Add(new DenseLayer(inputs, width, true, null, Activation.Identity, 0));
        return layers;
    }

    /// <summary>The critic's layers for packs of <paramref name="inputs"/> columns.</summary>
    public IReadOnlyList<DenseLayer> CriticLayers(int inputs)
    {
        var layers = new List<DenseLayer>();
        foreach (var outputs in CriticHidden)
        {
            layers.Add(new DenseLayer(inputs, outputs, true, null, Activation.LeakyReluFifth, Dropout));
            inputs = outputs;
        }

        layers.Add(new DenseLayer(inputs, 1, true, null, Activation.Identity, 0));
        return layers;
    }
}

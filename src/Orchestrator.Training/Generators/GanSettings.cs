using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Fusion.Schedules;

namespace Orchestrator.Training.Generators;

/// <summary>The settings that all GANs share, read once a fit.</summary>
internal sealed record GanSettings
{
    /// <summary>The shapes of the two networks.</summary>
    public required GanNetworks Networks { get; init; }

    /// <summary>What noise is drawn from.</summary>
    public required LatentDistribution Distribution { get; init; }

    /// <summary>Rows of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Times the rows are gone through, at most.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of the discriminator for one of the generator.</summary>
    public required int CriticSteps { get; init; }

    /// <summary>How both networks move.</summary>
    public required OptimiserSettings Optimiser { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>What the discriminator's target of real rows falls short of 1 by (cross entropy only).</summary>
    public required float LabelSmoothing { get; init; }

    /// <summary>The decay of the generator's averaged weights, 0 for none.</summary>
    public required double Ema { get; init; }

    /// <summary>What is watched and recorded.</summary>
    public required GanWatch Watch { get; init; }

    /// <summary>The way from rows to the GAN and back.</summary>
    public required CodecOptions Codec { get; init; }

    /// <summary>
    /// Reads the settings of an algorithm; what it has no setting for has the only value that fits it.
    /// </summary>
    public static GanSettings Read(AlgorithmDescriptor algorithm, SettingValues values)
    {
        var known = algorithm.Settings.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        return new GanSettings
        {
            Networks = ReadNetworks(known, values),
            Distribution = values.Text("latent-distribution") switch
            {
                "uniform" => LatentDistribution.Uniform,
                "sphere" => LatentDistribution.Sphere,
                _ => LatentDistribution.Normal,
            },
            Batch = values.Integer("batch"),
            Epochs = values.Integer("epochs"),
            CriticSteps = values.Integer("n-critic"),
            Optimiser = ReadOptimiser(known, values),
            Schedule = LearningRateSchedule.Read(values),
            LabelSmoothing = known.Contains("label-smoothing") ? (float)values.Real("label-smoothing") : 0,
            Ema = values.Real("ema"),
            Watch = GanWatch.Read(values),
            Codec = new CodecOptions(
                values.Text("label") == "published",
                values.Text("categories") == "raw",
                values.Text("range") == "unit"),
        };
    }

    private static GanNetworks ReadNetworks(HashSet<string> known, SettingValues values)
    {
        var word = known.Contains("batch-norm") ? values.Text("batch-norm") : "none";
        NormOptions? Norm(bool frozen) => word == "none"
            ? null
            : new NormOptions(
                (float)values.Real("batch-norm-momentum"), (float)values.Real("batch-norm-epsilon"), frozen);
        IReadOnlyList<int> hidden = values.Integers("hidden") is { Length: > 0 } widths
            ? widths
            : [.. Enumerable.Range(values.Integer("power"), values.Integer("layers")).Select(power => 1 << power)];
        return new GanNetworks
        {
            Latent = values.Integer("latent"),
            Hidden = hidden,
            DiscriminatorHidden = values.Integers("discriminator-hidden") is { Length: > 0 } own
                ? own
                : [.. hidden.Reverse()],
            Activation = Activations.Parse(values.Text("activation")),
            Output = known.Contains("output") && values.Text("output") == "linear"
                ? Activation.Identity
                : Activation.Tanh,
            Dropout = (float)values.Real("dropout"),
            GeneratorDropout = (float)values.Real("generator-dropout"),
            // The two GANs of the published study have none; elsewhere normalisation would take it out again.
            HiddenBias = !known.Contains("penalty") && word == "none",
            GeneratorNorm = Norm(word == "published"),
            DiscriminatorNorm = Norm(false),
            Initialiser = Initialiser(known.Contains("initialiser") ? values.Text("initialiser") : ""),
        };
    }

    private static WeightInitialiser Initialiser(string word) => word switch
    {
        "he-uniform" => WeightInitialiser.HeUniform,
        "he-normal" => WeightInitialiser.HeNormal,
        _ => WeightInitialiser.GlorotUniform,
    };

    private static OptimiserSettings ReadOptimiser(HashSet<string> known, SettingValues values)
    {
        double Decay(string name) => known.Contains(name) ? values.Real(name) : 0;
        var word = known.Contains("optimiser") ? values.Text("optimiser") : known.Contains("rho") ? "rmsprop" : "adam";
        return new OptimiserSettings(
            OptimiserKinds.Parse(word), values.Real("learning-rate"), Decay("beta-1"), Decay("beta-2"), Decay("rho"),
            Momentum: 0, values.Real("epsilon"));
    }
}

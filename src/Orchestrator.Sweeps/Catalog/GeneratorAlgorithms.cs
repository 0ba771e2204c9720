using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// The generators that a spec can name. Defaults of <c>wgan-gp</c> and <c>dcgan</c> follow Leitner (2021); where the
/// published code had a slip, the default is the sound behaviour and the published one is a setting: <c>penalty</c>,
/// <c>batch-norm</c>, <c>label</c>, <c>categories</c>, <c>range</c>.
/// </summary>
public static class GeneratorAlgorithms
{
    /// <summary>The Wasserstein GAN with gradient penalty (Gulrajani et al. 2017), dense layers.</summary>
    public static AlgorithmDescriptor WganGp { get; } = new(
        "wgan-gp", 1, "dense Wasserstein GAN with gradient penalty (Gulrajani et al. 2017)",
        [
            .. Dense("0.0001", "selu"),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("lambda", "10", 0, 1e6, "Weight of the gradient penalty."),
            CriticSteps("1"),
            Published(
                "penalty", "per-row", "published",
                "Gradient norm of each row; published: one norm a place, over all rows of the batch."),
            .. Later(Training),
        ])
    {
        Fuses = true,
    };

    /// <summary>The Wasserstein GAN with clipped weights (Arjovsky et al. 2017), dense layers.</summary>
    public static AlgorithmDescriptor Wgan { get; } = new(
        "wgan", 1, "dense Wasserstein GAN with clipped weights (Arjovsky et al. 2017)",
        [
            .. Dense("0.00005", "leaky-relu"),
            Real("rho", "0.9", 0, 0.999999, "RMSprop's decay of the second moment."),
            Real("clip", "0.01", 1e-6, 100, "Largest size of a critic's weight or bias."),
            CriticSteps("5"),
            .. Training,
        ])
    {
        Fuses = true,
    };

    /// <summary>The dense GAN along the lines of DCGAN (Radford et al. 2016).</summary>
    public static AlgorithmDescriptor Dcgan { get; } = new(
        "dcgan", 1, "dense GAN guided by DCGAN (Radford et al. 2016)",
        [
            .. Dense("0.0005", "selu"),
            Real("rho", "0.9", 0, 0.999999, "RMSprop's decay of the second moment."),
            Published(
                "batch-norm", "training", "published",
                "Generator normalises by its batch while it trains; published: by mean 0 and variance 1, always."),
            .. Normalisation,
            .. Later([CriticSteps("1"), LabelSmoothing, .. Training]),
        ])
    {
        Fuses = true,
    };

    /// <summary>The plain GAN (Goodfellow et al. 2014), dense layers of any depth and width.</summary>
    public static AlgorithmDescriptor Gan { get; } = new(
        "gan", 1, "plain dense GAN of any depth and width (Goodfellow et al. 2014)",
        [
            .. Dense("0.001", "relu"),
            Words("output", "tanh", ["tanh", "linear"], "Activation of the generator's last layer."),
            Words("optimiser", "adam", ["adam", "rmsprop", "sgd"], "Optimiser of both networks."),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("rho", "0.9", 0, 0.999999, "RMSprop's decay of the second moment."),
            Words(
                "initialiser", "glorot-uniform", ["glorot-uniform", "he-uniform", "he-normal"],
                "How the weights of both networks start."),
            Words("batch-norm", "none", ["none", "training"], "Normalise the hidden layers of both networks."),
            .. Normalisation,
            CriticSteps("1"),
            LabelSmoothing,
            .. Training,
        ])
    {
        Fuses = true,
    };

    /// <summary>Real rows with Gaussian noise on their numbers.</summary>
    public static AlgorithmDescriptor Noise { get; } = new(
        "noise", 1, "resampled real rows with Gaussian noise on their numbers (Prodan et al.)",
        [
            Real("sigma", "0.1", 0, 1e6, "Standard deviation of the noise, in units of the prepared features."),
            PerClass,
            ClassBalancing.Setting,
        ]);

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } =
    [
        WganGp, Wgan, Dcgan, Gan, Noise,
        .. ControlAlgorithms.All,
        TabDdpmAlgorithm.Descriptor,
        CtganAlgorithms.Ctgan, CtganAlgorithms.Tvae,
    ];

    private static SettingDescriptor LabelSmoothing => Real(
        "label-smoothing", "0", 0, 0.5, "What the discriminator's target of real rows falls short of 1 by.");

    private static IEnumerable<SettingDescriptor> Normalisation =>
    [
        Real("batch-norm-momentum", "0.99", 0, 1, "What stays of the running statistics at each batch."),
        Real("batch-norm-epsilon", "0.001", 1e-12, 1, "Added to the batch's variance."),
    ];

    /// <summary>What every GAN can do beside its kind.</summary>
    private static IEnumerable<SettingDescriptor> Training =>
    [
        Widths("hidden", "", "Outputs of each hidden layer of the generator; empty: by layers and power."),
        Widths(
            "discriminator-hidden", "",
            "Outputs of each hidden layer of the discriminator; empty: the generator's in reverse."),
        Words(
            "latent-distribution", "normal", ["normal", "uniform", "sphere"],
            "Noise: standard normal, uniform from -1 to 1, or uniform on the sphere of radius √latent."),
        Real("generator-dropout", "0", 0, 0.95, "Share of each hidden layer's outputs that the generator drops."),
        .. Schedule,
        Real("ema", "0", 0, 0.999999, "Decay of the generator's averaged weights, which then synthesise; 0: none."),
        Integer("evaluate-every", "0", 0, 100_000, "Epochs between two evaluations that are recorded; 0: none."),
        Words("early-stop", "none", ["none", "convergence"], "Stop when the convergence measure has settled."),
        Real("early-stop-tolerance", "0.01", 0, 1e6, "The measure counts as settled below this."),
        Integer("early-stop-patience", "5", 1, 100_000, "Evaluations in a row that it must be so."),
        Integer("interpolation", "0", 0, 10_000, "Rows recorded along a line through the latent space; 0: none."),
        PerClass,
        ClassBalancing.Setting,
    ];

    private static IEnumerable<SettingDescriptor> Dense(string learningRate, string activation) =>
    [
        Integer("latent", "8", 1, 1024, "Numbers of noise a row is made from."),
        Integer("layers", "2", 1, 8, "Hidden layers of each network."),
        Integer(
            "power", "5", 1, 12,
            "The narrowest hidden layer has 2 to this power outputs, each further one twice as many."),
        Words(
            "activation", activation, ["selu", "relu", "leaky-relu", "tanh", "elu"],
            "Activation of the hidden layers of both networks."),
        Real("dropout", "0.3", 0, 0.95, "Share of each hidden layer's outputs that the discriminator drops."),
        Integer("epochs", "40", 1, 100000, "Times the rows are gone through."),
        Integer("batch", "32", 2, 4096, "Rows of a batch; rows left over at an epoch's end are dropped."),
        Real("learning-rate", Canonical(learningRate), 1e-8, 10, "Step size of both optimisers."),
        Real("epsilon", "1E-07", 1e-12, 1, "Added to the root of the optimisers' second moment."),
        Published("label", "midpoint", "published", "Where a generated label turns to 1: at 0.5; published: at 0."),
        Published("categories", "project", "raw", "Put categories back to valid levels; raw (published): leave them."),
        Published("range", "data", "unit", "Rescale each column's range to that of tanh; unit (published): leave it."),
    ];

    private static string Canonical(string number) =>
        double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            .ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static SettingDescriptor CriticSteps(string value) =>
        Integer("n-critic", value, 1, 1000, "Critic (discriminator) steps for one generator step.");

    private static SettingDescriptor Published(string name, string sound, string published, string text) =>
        Words(name, sound, [sound, published], text);
}

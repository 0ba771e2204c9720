namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// The generators that a spec can name. Defaults follow Leitner (2021); where the published code had a slip, the
/// default is the sound behaviour and the published one is a setting: <c>penalty</c>, <c>batch-norm</c>, <c>label</c>,
/// <c>categories</c>, <c>range</c>.
/// </summary>
public static class GeneratorAlgorithms
{
    /// <summary>The Wasserstein GAN with gradient penalty (Gulrajani et al. 2017), dense layers.</summary>
    public static AlgorithmDescriptor WganGp { get; } = new(
        "wgan-gp", 1, "dense Wasserstein GAN with gradient penalty (Gulrajani et al. 2017)",
        [
            .. Shared("0.0001"),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("lambda", "10", 0, 1e6, "Weight of the gradient penalty."),
            Integer("n-critic", "1", 1, 1000, "Critic steps for one generator step."),
            Choice(
                "penalty", "per-row", "published",
                "Gradient norm of each row; published: one norm a place, over all rows of the batch."),
        ])
    {
        Fuses = true,
    };

    /// <summary>The dense GAN along the lines of DCGAN (Radford et al. 2016).</summary>
    public static AlgorithmDescriptor Dcgan { get; } = new(
        "dcgan", 1, "dense GAN guided by DCGAN (Radford et al. 2016)",
        [
            .. Shared("0.0005"),
            Real("rho", "0.9", 0, 0.999999, "RMSprop's decay of the second moment."),
            Choice(
                "batch-norm", "training", "published",
                "Generator normalises by its batch while it trains; published: by mean 0 and variance 1, always."),
            Real("batch-norm-momentum", "0.99", 0, 1, "What stays of the running statistics at each batch."),
            Real("batch-norm-epsilon", "0.001", 1e-12, 1, "Added to the batch's variance."),
        ])
    {
        Fuses = true,
    };

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } = [WganGp, Dcgan];

    private static IEnumerable<SettingDescriptor> Shared(string learningRate) =>
    [
        Integer("latent", "8", 1, 1024, "Numbers of noise a row is made from."),
        Integer("layers", "2", 1, 8, "Hidden layers of each network."),
        Integer(
            "power", "5", 1, 12,
            "The narrowest hidden layer has 2 to this power outputs, each further one twice as many."),
        new SettingDescriptor(
            "activation", SettingKind.Choice, "selu", "Activation of the hidden layers of both networks.")
        {
            Choices = ["selu", "relu", "leaky-relu", "tanh", "elu"],
        },
        Real("dropout", "0.3", 0, 0.95, "Share of each hidden layer's outputs that the discriminator drops."),
        Integer("epochs", "40", 1, 100000, "Times the rows are gone through."),
        Integer("batch", "32", 2, 4096, "Rows of a batch; rows left over at an epoch's end are dropped."),
        Real("learning-rate", learningRate, 1e-8, 10, "Step size of both optimisers."),
        Real("epsilon", "1E-07", 1e-12, 1, "Added to the root of the optimisers' second moment."),
        Choice("label", "midpoint", "published", "Where a generated label turns to 1: at 0.5; published: at 0."),
        Choice("categories", "project", "raw", "Put categories back to valid levels; raw (published): leave them."),
        Choice("range", "data", "unit", "Rescale each column's range to that of tanh; unit (published): leave it."),
    ];

    private static SettingDescriptor Integer(string name, string value, double minimum, double maximum, string text) =>
        new(name, SettingKind.Integer, value, text) { Minimum = minimum, Maximum = maximum };

    private static SettingDescriptor Real(string name, string value, double minimum, double maximum, string text) =>
        new(name, SettingKind.Real, value, text) { Minimum = minimum, Maximum = maximum };

    private static SettingDescriptor Choice(string name, string sound, string published, string text) =>
        new(name, SettingKind.Choice, sound, text) { Choices = [sound, published] };
}

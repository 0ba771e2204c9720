using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>
/// The generators with mode-specific normalisation (Xu, Skoularidou, Cuesta-Infante and Veeramachaneni 2019), defaults
/// as published.
/// </summary>
public static class CtganAlgorithms
{
    /// <summary>The conditional Wasserstein GAN with packs and training by sampling.</summary>
    public static AlgorithmDescriptor Ctgan { get; } = new(
        "ctgan", 1, "conditional GAN for tables, training by sampling (Xu et al. 2019)",
        [
            Integer("epochs", "300", 1, 100_000, "Times that as many rows are drawn as there are."),
            Integer("batch", "500", 1, 65_536, "Rows of a batch, rounded down to a multiple of pac."),
            Integer("embedding", "128", 1, 4096, "Numbers of noise a row is made from."),
            Widths("hidden", "256,256", "Outputs of each residual block of the generator."),
            Widths("discriminator-hidden", "256,256", "Outputs of each hidden layer of the critic."),
            Real("dropout", "0.5", 0, 0.95, "Share of each hidden layer's outputs that the critic drops."),
            Integer("pac", "10", 1, 1000, "Rows that the critic judges together (PacGAN, Lin et al. 2018)."),
            Real("temperature", "0.2", 0.01, 100, "Temperature of the Gumbel-softmax."),
            Real("learning-rate", "0.0002", 1e-8, 10, "Adam's step size, of both networks."),
            Real("beta-1", "0.5", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.9", 0, 0.999999, "Adam's decay of the second moment."),
            Real("weight-decay", "1E-06", 0, 1, "Weight decay of the generator."),
            Real("lambda", "10", 0, 1e6, "Weight of the gradient penalty."),
            Integer("n-critic", "1", 1, 1000, "Critic (discriminator) steps for one generator step."),
            .. Modes,
        ])
    {
        Fuses = true,
    };

    /// <summary>The variational autoencoder on the same rows.</summary>
    public static AlgorithmDescriptor Tvae { get; } = new(
        "tvae", 1, "variational autoencoder for tables (Xu et al. 2019)",
        [
            Integer("epochs", "300", 1, 100_000, "Times the rows are gone through."),
            Integer("batch", "500", 1, 65_536, "Rows of a batch; the last one of an epoch may be smaller."),
            Integer("embedding", "128", 1, 4096, "Numbers of the latent space."),
            Widths("hidden", "128,128", "Outputs of each hidden layer of the decoder."),
            Widths("encoder-hidden", "128,128", "Outputs of each hidden layer of the encoder."),
            Real("loss-factor", "2", 0, 1e6, "Weight of the reconstruction beside the divergence."),
            Real("learning-rate", "0.001", 1e-8, 10, "Adam's step size."),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("weight-decay", "1E-05", 0, 1, "Weight decay."),
            .. Modes,
        ])
    {
        Fuses = true,
    };

    private static IEnumerable<SettingDescriptor> Modes =>
    [
        Integer("modes", "10", 1, 100, "Modes of a number at most."),
        Real("mode-concentration", "0.001", 1e-6, 1e6, "Concentration of the Dirichlet process over the modes."),
        Real("mode-weight", "0.005", 0, 1, "Modes of less weight are dropped."),
        Flag("per-class", "false", "One generator for each class, on its rows alone, in place of one for all."),
        ClassBalancing.Setting,
    ];
}

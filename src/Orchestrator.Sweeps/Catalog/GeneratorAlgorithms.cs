namespace Orchestrator.Sweeps.Catalog;

/// <summary>The generators that a spec can name.</summary>
public static class GeneratorAlgorithms
{
    /// <summary>The Wasserstein GAN with gradient penalty (Gulrajani et al. 2017), dense layers.</summary>
    public static AlgorithmDescriptor WganGp { get; } = new("wgan-gp", 1, "Wasserstein GAN with gradient penalty", [])
    {
        Fuses = true,
    };

    /// <summary>The dense GAN along the lines of DCGAN (Radford et al. 2016).</summary>
    public static AlgorithmDescriptor Dcgan { get; } = new("dcgan", 1, "dense GAN guided by DCGAN", [])
    {
        Fuses = true,
    };

    /// <summary>All of them, in the order of the listing.</summary>
    public static IReadOnlyList<AlgorithmDescriptor> All { get; } = [WganGp, Dcgan];
}

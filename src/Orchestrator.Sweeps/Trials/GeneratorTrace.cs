namespace Orchestrator.Sweeps.Trials;

/// <summary>How one generator fit went, an entry an epoch. Stored once per generator-fit stage.</summary>
/// <param name="Key">The key of the generator-fit stage.</param>
/// <param name="GeneratorLoss">Mean generator loss of each epoch.</param>
/// <param name="DiscriminatorLoss">Mean discriminator (critic) loss of each epoch.</param>
/// <param name="RealScore">Mean D(real) of each epoch: a probability for a GAN, the critic's value for a Wasserstein
/// GAN.</param>
/// <param name="FakeScore">Mean D(fake) of each epoch, in the same unit.</param>
/// <param name="FitSeconds">Seconds spent; a fused group's time is shared equally among its replicas.</param>
public sealed record GeneratorTrace(
    StageKey Key,
    IReadOnlyList<float> GeneratorLoss,
    IReadOnlyList<float> DiscriminatorLoss,
    IReadOnlyList<float> RealScore,
    IReadOnlyList<float> FakeScore,
    double FitSeconds)
{
    /// <summary>What was recorded beside it on request; null where nothing was.</summary>
    public TraceDetails? Details { get; init; }
}

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What a bundle is at.</summary>
/// <param name="Stage">One of the words of <see cref="StageNames"/>.</param>
/// <param name="Algorithm">The generator or model; empty for other stages.</param>
public sealed record StageProgress(string Stage, string Algorithm)
{
    /// <summary>The epoch that has ended, from 1; 0 where the stage has none.</summary>
    public int Epoch { get; init; }

    /// <summary>How many epochs there are; 0 where the stage has none.</summary>
    public int Epochs { get; init; }

    /// <summary>Mean generator (or model) loss of the epoch over the replicas; null where there is none.</summary>
    public double? Loss { get; init; }

    /// <summary>Mean discriminator (critic) loss of the epoch over the replicas; null where there is none.</summary>
    public double? DiscriminatorLoss { get; init; }
}

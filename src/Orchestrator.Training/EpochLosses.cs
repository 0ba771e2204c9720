namespace Orchestrator.Training;

/// <summary>How an epoch of a fused fit went.</summary>
/// <param name="Epoch">The epoch that has ended, from 1.</param>
/// <param name="Epochs">The most epochs that there can be.</param>
/// <param name="Loss">
/// The mean loss of the epoch (of the generator, for a GAN) over the replicas; null where none is worked out.
/// </param>
/// <param name="DiscriminatorLoss">The mean discriminator (critic) loss over the replicas; null without one.</param>
public readonly record struct EpochLosses(int Epoch, int Epochs, double? Loss, double? DiscriminatorLoss);

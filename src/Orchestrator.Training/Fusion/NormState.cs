namespace Orchestrator.Training.Fusion;

/// <summary>What one batch normalisation layer keeps.</summary>
/// <param name="Scale">γ, [K,1,N].</param>
/// <param name="Shift">β, [K,1,N].</param>
/// <param name="ScaleGradient">[K,1,N].</param>
/// <param name="ShiftGradient">[K,1,N].</param>
/// <param name="RunningMean">[K,1,N].</param>
/// <param name="RunningVariance">[K,1,N].</param>
/// <param name="Normalised">(x - mean) / σ of the last forward pass, [K,B,N].</param>
/// <param name="InverseDeviation">1/σ of the last forward pass, [K,1,N].</param>
internal sealed record NormState(
    Block Scale,
    Block Shift,
    Block ScaleGradient,
    Block ShiftGradient,
    Block RunningMean,
    Block RunningVariance,
    Block Normalised,
    Block InverseDeviation);

/// <summary>Settings of batch normalisation.</summary>
/// <param name="Momentum">What stays of the running statistics at each batch.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Frozen">Use mean 0 and variance 1 and leave the running statistics alone.</param>
internal sealed record NormOptions(float Momentum, float Epsilon, bool Frozen);

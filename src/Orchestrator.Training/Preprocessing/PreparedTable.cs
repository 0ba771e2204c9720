namespace Orchestrator.Training.Preprocessing;

/// <summary>Encoded, imputed and scaled rows with their classes.</summary>
/// <param name="Features">n × d.</param>
/// <param name="Labels">n classes, each in 0..<paramref name="ClassCount"/> - 1; all 0 for a numeric target.</param>
/// <param name="ClassCount">How many classes the data set has, at least 2; 0 for a numeric target.</param>
/// <param name="Blocks">What the feature columns stand for, left to right, without gaps.</param>
public sealed record PreparedTable(
    Matrix Features, int[] Labels, int ClassCount, IReadOnlyList<FeatureBlock> Blocks)
{
    /// <summary>n targets in their own unit, where the target is numeric; otherwise null.</summary>
    public double[]? Targets { get; init; }
}

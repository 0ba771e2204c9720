namespace Orchestrator.Sweeps.Trials;

/// <summary>What is recorded of a generator fit beside its epochs: a pure function of the stage's key.</summary>
public sealed record TraceDetails
{
    /// <summary>The evaluations, in the order of their epochs; each worked out afresh.</summary>
    public IReadOnlyList<GeneratorEvaluation> Evaluations { get; init; } = [];

    /// <summary>
    /// The measures that have one and the same value in all evaluations, where there are two at least: a sign that they
    /// do not measure anything.
    /// </summary>
    public IReadOnlyList<string> ConstantColumns { get; init; } = [];

    /// <summary>
    /// Rows generated along a line through the latent space, row-major; empty where none were asked for.
    /// </summary>
    public IReadOnlyList<float> LatentPath { get; init; } = [];

    /// <summary>The columns of a row of the path: features, then the label or target.</summary>
    public int LatentWidth { get; init; }

    /// <summary>The epoch after which an early stop ended the training; null where it went to its end.</summary>
    public int? StoppedEpoch { get; init; }

    /// <summary>How good and how private the generated rows are; null where it was not measured.</summary>
    public GeneratorQuality? Quality { get; init; }

    /// <summary>Whether a number of an evaluation or of the quality is not a number.</summary>
    public bool HasNaN => Quality is { HasNaN: true } || Evaluations.Any(e =>
        e is { RealLoss: double.NaN } or { FakeLoss: double.NaN } or { GeneratorLoss: double.NaN }
            or { RealAccuracy: double.NaN } or { FakeAccuracy: double.NaN } or { GeneratorAccuracy: double.NaN }
            or { Diversity: double.NaN } or { LearningRate: double.NaN } or { Convergence: double.NaN });
}

/// <summary>How generator and discriminator stand at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="RealLoss">The discriminator's loss on real rows.</param>
/// <param name="FakeLoss">Its loss on generated rows.</param>
/// <param name="GeneratorLoss">The generator's loss.</param>
/// <param name="RealAccuracy">Share of the real rows that the discriminator takes for real, 0..1.</param>
/// <param name="FakeAccuracy">Share of the generated rows that it takes for generated, 0..1.</param>
/// <param name="GeneratorAccuracy">Share of the generated rows that it takes for real, 0..1.</param>
/// <param name="Diversity">Mean distance of two generated rows ÷ that of two real rows.</param>
/// <param name="ModeCollapse">Whether the generated rows have next to no diversity.</param>
/// <param name="LearningRate">The learning rate that the schedule has come to.</param>
/// <param name="Convergence">How far discriminator and generator are from a draw; 0 is one.</param>
public sealed record GeneratorEvaluation(
    int Epoch,
    double RealLoss,
    double FakeLoss,
    double GeneratorLoss,
    double RealAccuracy,
    double FakeAccuracy,
    double GeneratorAccuracy,
    double Diversity,
    bool ModeCollapse,
    double LearningRate,
    double Convergence);

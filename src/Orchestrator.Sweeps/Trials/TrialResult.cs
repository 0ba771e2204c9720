namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// What one trial came to: a pure function of its key. Scores are of the held-out real test rows.
/// A score that the model cannot give (no probabilities, one class among the test rows) is null; a numeric target has
/// no class scores at all.
/// </summary>
public sealed record TrialResult
{
    /// <summary>The key of the trial.</summary>
    public required TrialKey Key { get; init; }

    /// <summary>Real rows that the model was trained on.</summary>
    public required int RealRows { get; init; }

    /// <summary>Synthetic rows that the model was trained on.</summary>
    public required int SyntheticRows { get; init; }

    /// <summary>Test rows scored.</summary>
    public required int TestRows { get; init; }

    /// <summary>Test rows whose class was predicted right.</summary>
    public required int? Correct { get; init; }

    /// <summary>Correct ÷ test rows, 0..1.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Mean recall over the classes present in the test rows, 0..1.</summary>
    public required double? BalancedAccuracy { get; init; }

    /// <summary>F1 of class 1 for two classes, the mean over classes for more; 0..1.</summary>
    public required double? F1 { get; init; }

    /// <summary>Area under the ROC curve (one against the rest, averaged, for more than two classes), 0..1.</summary>
    public required double? RocAuc { get; init; }

    /// <summary>Mean negative log likelihood of the true class, in nats.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>
    /// Mean squared error of the probabilities: of class 1 for two classes (0..1), summed over classes for more (0..2).
    /// </summary>
    public required double? Brier { get; init; }

    /// <summary>Counts [true class × predicted class], row-major, C × C; empty for a numeric target.</summary>
    public required IReadOnlyList<int> Confusion { get; init; }

    /// <summary>What there is beside the class scores; null where there is nothing.</summary>
    public TrialDetails? Details { get; init; }
}

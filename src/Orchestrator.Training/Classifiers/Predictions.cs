using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers;

/// <summary>What a classifier says of m rows.</summary>
/// <param name="Labels">m predicted classes.</param>
/// <param name="Probabilities">
/// m × C class probabilities; null where the model has none (the support vector classifier).
/// </param>
/// <param name="Scores">
/// m × C decision values, larger meaning likelier, for ROC AUC where there are no probabilities (for two classes column
/// 1 is the signed distance and column 0 its negative); null where probabilities are given.
/// </param>
public sealed record Predictions(int[] Labels, Matrix? Probabilities, Matrix? Scores = null)
{
    /// <summary>m predicted numbers, in the target's unit, where the target is numeric; otherwise null.</summary>
    public double[]? Values { get; init; }
}

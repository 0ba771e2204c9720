namespace Orchestrator.Training.Datasets;

/// <summary>How a missing value is filled in. Fitted on the training subset.</summary>
public enum Imputation
{
    /// <summary>The median; of an ordinal column the lower median. Written <c>median</c>.</summary>
    Median,

    /// <summary>The mean; of an ordinal column the level nearest to it. Written <c>mean</c>.</summary>
    Mean,

    /// <summary>The most frequent value, the smallest or first one of several. Written <c>most-frequent</c>.</summary>
    MostFrequent,

    /// <summary>
    /// Chained Bayesian ridge regressions on all other encoded and scaled features. Written <c>iterative</c>.
    /// </summary>
    Iterative,

    /// <summary>Missing is a level of its own. Written <c>own-level</c>.</summary>
    OwnLevel,
}

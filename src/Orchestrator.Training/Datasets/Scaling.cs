namespace Orchestrator.Training.Datasets;

/// <summary>How a number is brought to a common scale. Fitted on the training subset.</summary>
public enum Scaling
{
    /// <summary>Minus the mean, divided by the population standard deviation. Written <c>standard</c>.</summary>
    Standard,

    /// <summary>The smallest value to 0, the largest to 1. Written <c>min-max</c>.</summary>
    MinMax,

    /// <summary>As it is. Written <c>none</c>.</summary>
    None,
}

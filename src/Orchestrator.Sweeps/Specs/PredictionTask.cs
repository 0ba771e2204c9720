namespace Orchestrator.Sweeps.Specs;

/// <summary>What a data set's target is, and so what is predicted.</summary>
public enum PredictionTask
{
    /// <summary>One of some classes.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}

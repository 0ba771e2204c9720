namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>The kinds of work whose cost is measured.</summary>
public enum CostedWork
{
    /// <summary>Split, subset and preprocessing of one seed of a bundle; rows of the subset.</summary>
    Prepare,

    /// <summary>The fit of one generator; rows of the subset.</summary>
    FitGenerator,

    /// <summary>Measuring the quality of one generator fit; rows of the subset.</summary>
    MeasureQuality,

    /// <summary>Drawing the rows of one generator fit; rows drawn.</summary>
    Synthesise,

    /// <summary>Fit and prediction of one model on real rows alone; rows trained on.</summary>
    FitModel,

    /// <summary>Fit and prediction of one model on real and synthetic rows; rows trained on.</summary>
    FitBoosted,
}

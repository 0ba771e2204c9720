namespace Orchestrator.Sweeps.Search;

/// <summary>How a search chooses what to try next.</summary>
public enum SearchStrategy
{
    /// <summary>Every combination once, in order.</summary>
    Grid,

    /// <summary>Independent draws, none twice.</summary>
    Random,

    /// <summary>Many at a small resource, the best of them at a larger one (Li et al. 2020).</summary>
    SuccessiveHalving,

    /// <summary>Draws near what did well so far: tree-structured Parzen estimators (Bergstra et al. 2011).</summary>
    Tpe,
}

using static Orchestrator.Sweeps.Catalog.Settings;

namespace Orchestrator.Sweeps.Catalog;

/// <summary>Gradient boosting among the models.</summary>
public static class BoostingAlgorithm
{
    /// <summary>Boosted trees (Chen and Guestrin 2016), as xgboost fits them.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new(
        "gradient-boosting", 1, "gradient-boosted trees (Chen and Guestrin 2016, xgboost)",
        [
            Integer("rounds", "100", 1, 100_000, "Trees, or trees a class."),
            Real("learning-rate", "0.3", 1e-6, 1, "What each tree's leaves are multiplied by."),
            Integer("max-depth", "6", 1, 64, "Splits from the root to a leaf."),
            Real("min-child-weight", "1", 0, 1e9, "Least sum of second derivatives in a leaf."),
            Real("gamma", "0", 0, 1e9, "Least gain of a split."),
            Real("lambda", "1", 0, 1e9, "L2 penalty of the leaves."),
            Real("alpha", "0", 0, 1e9, "L1 penalty of the leaves."),
            Real("subsample", "1", 0.01, 1, "Share of the rows that each tree sees."),
            Real("column-sample", "1", 0.01, 1, "Share of the columns that each tree sees."),
            SearchSetting,
        ])
    {
        Regresses = true,
    };
}

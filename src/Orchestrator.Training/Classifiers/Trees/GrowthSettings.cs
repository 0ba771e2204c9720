using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>When a tree stops growing and how many features a split tries.</summary>
/// <param name="MaxFeatures">Features tried at a split, at least 1.</param>
/// <param name="MaxDepth">Splits from the root to a leaf, at most.</param>
/// <param name="MinSplit">Distinct rows that a node needs to be split.</param>
/// <param name="MinLeaf">Distinct rows that each side keeps.</param>
internal sealed record GrowthSettings(int MaxFeatures, int MaxDepth, int MinSplit, int MinLeaf)
{
    /// <summary>The settings of a tree or of the trees of a forest.</summary>
    public static GrowthSettings Read(SettingValues settings, int maxFeatures) => new(
        Math.Max(1, maxFeatures),
        settings.Integer("max-depth") is > 0 and var depth ? depth : int.MaxValue,
        settings.Integer("min-samples-split"),
        settings.Integer("min-samples-leaf"));
}

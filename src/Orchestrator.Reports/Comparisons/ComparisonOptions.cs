namespace Orchestrator.Reports.Comparisons;

/// <summary>What the comparisons are judged by.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The confidence level of intervals; 1 less it is the level of tests.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// Half the width of the region of practical equivalence: for scores in 0..1 (accuracy, balanced accuracy, F1,
    /// ROC AUC, R²) in their unit, 0.01 is a point; for losses and errors as a share of the mean unboosted score.
    /// </summary>
    public double Rope { get; init; } = 0.01;

    /// <summary>The gain to be seen with a power of 0.8, in the unit of <see cref="Rope"/>: half a point.</summary>
    public double PowerEffect { get; init; } = 0.005;

    /// <summary>The generators that bring no new information, by the name of the algorithm.</summary>
    public IReadOnlyList<string> Controls { get; init; } = ["duplicate", "noise"];
}

using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>Which comparison stands for a model, and which model comes first.</summary>
internal static class VerdictOrder
{
    // Of a model's comparisons: is there any that helps, and if not, why not. One that hurts speaks only where all do.
    private static readonly BoostVerdict[] OfComparisons =
    [
        BoostVerdict.Helps, BoostVerdict.RepairsBrokenBaseline, BoostVerdict.HelpsLikeControl, BoostVerdict.NoEvidence,
        BoostVerdict.Same, BoostVerdict.Hurts, BoostVerdict.TooFew,
    ];

    // Of the models: what to do first, then what to leave.
    private static readonly BoostVerdict[] OfModels =
    [
        BoostVerdict.Helps, BoostVerdict.Hurts, BoostVerdict.RepairsBrokenBaseline, BoostVerdict.HelpsLikeControl,
        BoostVerdict.NoEvidence, BoostVerdict.Same, BoostVerdict.TooFew,
    ];

    /// <summary>
    /// The comparison that stands for its model: by verdict (helps, repairs, helps like a control, no evidence, same,
    /// hurts, too few), those of generators before those of controls. Then, where p decided, by adjusted p and gain;
    /// else that of the largest fraction, by the probability that it helps and by gain.
    /// </summary>
    public static BoostComparison Best(IEnumerable<BoostComparison> comparisons) => comparisons
        .OrderBy(c => Array.IndexOf(OfComparisons, c.Verdict))
        .ThenBy(c => c.IsControl)
        .ThenBy(c => IsClaim(c.Verdict) ? c.AdjustedP ?? 1 : -c.Fraction)
        .ThenByDescending(c => IsClaim(c.Verdict) ? 0 : c.ProbabilityHelps ?? -1)
        .ThenByDescending(c => c.Gain ?? double.NegativeInfinity)
        .First();

    /// <summary>The verdicts, what matters most first; equal ones keep their order.</summary>
    public static IReadOnlyList<ModelVerdict> Sort(
        IEnumerable<ModelVerdict> verdicts, IReadOnlyList<BoostComparison> comparisons) =>
        [.. verdicts.OrderBy(v => Array.IndexOf(OfModels, v.Verdict))
            .ThenBy(v => IsClaim(v.Verdict) ? comparisons[v.Best].AdjustedP ?? 1 : 0)
            .ThenByDescending(v => comparisons[v.Best].ProbabilityHelps ?? -1)];

    private static bool IsClaim(BoostVerdict verdict) => verdict is BoostVerdict.Helps or BoostVerdict.Hurts
        or BoostVerdict.RepairsBrokenBaseline or BoostVerdict.HelpsLikeControl;
}

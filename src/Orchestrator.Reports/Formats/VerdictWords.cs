using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Formats;

/// <summary>Verdicts in tables, and what they mean.</summary>
internal static class VerdictWords
{
    /// <summary>Each with its meaning, in the order of the legend.</summary>
    public static IReadOnlyList<(BoostVerdict Verdict, string Word, string Meaning)> All { get; } =
    [
        (BoostVerdict.Helps, "helps", "better by more than noise (adjusted p), and nothing simpler explains it"),
        (BoostVerdict.HelpsLikeControl, "like control",
            "better by more than noise, but a control gains as much: more rows did it, not the generator"),
        (BoostVerdict.RepairsBrokenBaseline, "repairs",
            "better by more than noise, but over a baseline that is broken: mend the model first"),
        (BoostVerdict.Same, "same", "practically no difference: P(same) is 0.95 or more"),
        (BoostVerdict.Hurts, "hurts", "worse by more than noise (adjusted p)"),
        (BoostVerdict.NoEvidence, "no evidence", "the data do not say; more seeds might"),
        (BoostVerdict.TooFew, "too few", "fewer pairs of trials than any statement takes"),
    ];

    /// <summary>The word of a verdict.</summary>
    public static string Of(BoostVerdict verdict) => All.Single(known => known.Verdict == verdict).Word;
}

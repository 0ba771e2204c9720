using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>The answer for one model in a sentence or two.</summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="options">What they were judged by.</param>
internal sealed class ModelSentences(SweepScores scores, ComparisonOptions options)
{
    /// <summary>The sentences about the best of a model's comparisons.</summary>
    /// <param name="best">The one that is told.</param>
    /// <param name="all">All comparisons of the model.</param>
    public string Of(JudgedComparison best, IReadOnlyList<JudgedComparison> all)
    {
        var comparison = best.Comparison;
        var text = $"{Subject(comparison)}: {Numbers(comparison)}{Outcome(best)}.";
        var hurts = all.Count(c => c.Comparison.Verdict == BoostVerdict.Hurts);
        var helps = all.Count(c => c.Comparison.Verdict == BoostVerdict.Helps);
        var others = new List<string>();
        if (comparison.Verdict != BoostVerdict.Helps || helps > 1)
            others.Add(helps == 0 ? "none helps" : $"{helps} help");
        if (hurts > 0)
            others.Add($"{hurts} {(hurts == 1 ? "hurts" : "hurt")}");
        return all.Count == 1
            ? $"{text} It is the only comparison of this model."
            : $"{text} Chosen from {all.Count} comparisons of this model{(others.Count > 0 ? ", of which " : "")}"
                + $"{string.Join(" and ", others)}.";
    }

    private string Subject(BoostComparison comparison)
    {
        var boost = comparison.Replaces
            ? $"{comparison.Generator} {AnswerText.Share(comparison.Boost)} in place of the real rows"
            : $"{comparison.Generator} +{AnswerText.Share(comparison.Boost)}";
        var whole = comparison.Fraction == 1 && scores.Spec.Fractions.Count == 1;
        var fraction = whole ? "" : $" with {AnswerText.Share(comparison.Fraction)} of the rows";
        return $"{boost} on {scores.Dataset}{fraction}, {comparison.Model}";
    }

    private string Numbers(BoostComparison comparison)
    {
        if (comparison.Gain is not { } gain)
            return "";
        var sense = scores.HigherIsBetter ? "" : " (+ is better)";
        var interval = comparison is { Low: { } low, High: { } high }
            ? $", {AnswerText.Share(options.Level)} {AnswerText.Signed(low, scores)} … "
                + AnswerText.Signed(high, scores)
            : "";
        return $"{AnswerText.Gain(gain, scores)}{sense}{interval}, ";
    }

    private string Outcome(JudgedComparison judged)
    {
        var comparison = judged.Comparison;
        var alone = scores.SingleSplit && (judged.Candidate.Rows is null || !AnswerText.CountsRows(scores.Metric))
            ? ", by the seeds of one split alone: a split with seed: per-seed would show whether it holds" : "";
        return comparison.Verdict switch
        {
            BoostVerdict.Helps => $"it helps ({Judged(comparison)}){alone}",
            BoostVerdict.RepairsBrokenBaseline =>
                $"more than noise ({Judged(comparison)}), but it repairs a {judged.Broken}",
            BoostVerdict.HelpsLikeControl => comparison.IsControl
                ? $"more than noise ({Judged(comparison)}), but this is a control: more rows did it, no generator"
                : $"more than noise ({Judged(comparison)}), but a control gains as much: more rows did it, not the "
                    + "generator",
            BoostVerdict.Same => $"practically the same{Same(comparison)}",
            BoostVerdict.Hurts => $"it hurts ({Judged(comparison)}){alone}",
            BoostVerdict.NoEvidence => $"no evidence of help{Corrected(comparison)}{Same(comparison)}{Seeds(judged)}",
            _ => comparison.Pairs == 0 ? "no pair of scores yet"
                : $"{comparison.Pairs} pair of scores: too few to say anything",
        };
    }

    private static string Judged(BoostComparison comparison) =>
        $"adjusted p {AnswerText.P(comparison.AdjustedP!.Value)}"
        + (comparison.ProbabilityHelps is { } helps && comparison.Gain > 0
            ? $", P(helps) {AnswerText.Probability(helps)}" : "");

    // Why an interval without 0 is no evidence.
    private static string Corrected(BoostComparison comparison) =>
        comparison is { AdjustedP: { } p } and ({ Low: > 0 } or { High: < 0 })
            ? $" once corrected for all comparisons of this model: adjusted p {AnswerText.P(p)}" : "";

    private static string Same(BoostComparison comparison) =>
        comparison.ProbabilitySame is { } same ? $" (P(same) {AnswerText.Probability(same)})" : "";

    private string Seeds(JudgedComparison judged)
    {
        var candidate = judged.Candidate;
        if (candidate.Test.Deviation is not > 0 || candidate.PowerEffect <= 0)
            return "";
        var effect = AnswerText.Size(candidate.PowerEffect, scores);
        if (judged.Comparison.SeedsNeeded is { } seeds)
            return $"; you would need about {AnswerText.About(seeds)} seeds to see {effect}";
        return scores.SingleSplit
            ? $"; no number of seeds would show {effect} on this one split: more test rows, or a split with seed: "
                + "per-seed, may"
            : $"; no number of seeds would show {effect} with so few rows";
    }
}

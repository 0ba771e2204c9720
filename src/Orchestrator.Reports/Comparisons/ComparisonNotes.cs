using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Comparisons;

/// <summary>What a reader has to know beside a comparison.</summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="options">What they are judged by.</param>
/// <param name="rowsCount">Whether the rows of the one test set take part in the judgement.</param>
/// <param name="generators">The name of each arm's generator.</param>
internal sealed class ComparisonNotes(
    SweepScores scores, ComparisonOptions options, bool rowsCount, IReadOnlyList<string> generators)
{
    /// <summary>The notes, the most important first.</summary>
    public IReadOnlyList<string> Of(
        Candidate candidate,
        BoostVerdict verdict,
        bool isControl,
        MatchedControl? control,
        string? broken,
        bool hasControls)
    {
        var notes = new List<string>();
        if (broken is not null)
            notes.Add(broken);
        notes.AddRange(OfControls(verdict, isControl, control, hasControls));
        notes.AddRange(OfNoise(candidate));
        if (candidate.Pairing.Missing > 0)
            notes.Add($"{candidate.Pairing.Missing} of {scores.Spec.Seeds.Count} seeds lack a score");
        if (scores.SingleSplit)
        {
            notes.Add(rowsCount && candidate.Rows is not null
                ? "one split: what it does to all seeds alike is not in the interval; the verdict asks its rows as well"
                : "one split: what it does to all seeds alike is neither in the interval nor in the verdict");
        }

        return notes;
    }

    private IEnumerable<string> OfControls(
        BoostVerdict verdict, bool isControl, MatchedControl? control, bool hasControls)
    {
        var gains = verdict is BoostVerdict.Helps or BoostVerdict.HelpsLikeControl
            or BoostVerdict.RepairsBrokenBaseline;
        if (isControl)
            yield return "a control: it brings no new information";
        else if (control is null)
            yield return hasControls ? "no control was run with this boost" : "no control was run";
        else if (gains)
        {
            var better = control.Better is { } p
                ? $"P(better than {generators[control.Arm]}) {AnswerText.Probability(p)}"
                : $"too few pairs with {generators[control.Arm]}";
            yield return control.GainsAsMuch
                ? $"the control {generators[control.Arm]} gains as much, as far as can be told: {better}"
                : better;
        }
    }

    private IEnumerable<string> OfNoise(Candidate candidate)
    {
        if (!candidate.Pairing.IsFinite)
            yield return "a score is infinite: there is no mean gain";
        if (candidate.IsConstant)
            yield return "every seed gives the same gain: the seeds say nothing of the noise";
        if (rowsCount && candidate is { Test: { P: { } p, Mean: { } gain }, Rows: { } rows }
            && p < 1 - options.Level && rows.PFor(gain) >= 1 - options.Level)
        {
            yield return $"{rows.Test.Better} test rows are won and {rows.Test.Worse} lost: row by row the one test "
                + $"set does not bear it out (McNemar p {AnswerText.P(rows.Test.P)})";
        }
    }
}

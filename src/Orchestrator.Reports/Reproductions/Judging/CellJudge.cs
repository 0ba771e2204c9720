namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>
/// The rule for a published number: it is one run of the published program, so it came out again where it lies in the
/// 95 % interval of one further run of ours, mean ± t · sd · √(1 + 1/n), which is never narrower than half a step of
/// the published number to each side. Where the runs differ, three are the fewest that decide; an interval wider than
/// the mean itself to each side holds nearly anything, so that it decides nothing for what it holds.
/// </summary>
internal static class CellJudge
{
    /// <summary>The fewest runs that decide, unless all have one value.</summary>
    public const int FewestRuns = 3;

    private const string TooWide = "runs of ours differ by more than the number itself";

    private const string NoReason = "outside of what our runs give; no reason was found";

    /// <summary>The verdict, with its reason where there is one to give.</summary>
    /// <param name="published">The published number; null where none was printed.</param>
    /// <param name="step">Its step.</param>
    /// <param name="measured">Our runs, in the same unit.</param>
    /// <param name="reason">The reason that was found for a number that does not come out; may be empty.</param>
    /// <param name="undecidable">Why it cannot be decided; empty where it can.</param>
    public static (Verdict Verdict, string Why) Decide(
        double? published, double step, Measurement measured, string reason, string undecidable)
    {
        if (undecidable.Length > 0)
            return (Verdict.NotDecidable, undecidable);
        if (published is not { } number)
            return (Verdict.NotDecidable, "no number was printed");
        if (!measured.IsFinite)
            return (Verdict.NotDecidable, "a run's score is not finite");
        if (measured.Count < FewestRuns && !measured.IsOneValue)
            return (Verdict.NotDecidable, $"fewer than {FewestRuns} runs");
        var rounding = Math.Abs(number) * 1e-9;
        if (Math.Abs(number - measured.Mean) > Math.Max(measured.RunMargin, step / 2) + rounding)
            return (Verdict.NotReproduced, reason.Length > 0 ? reason : NoReason);
        return measured.RunMargin > Math.Abs(measured.Mean)
            ? (Verdict.NotDecidable, TooWide)
            : (Verdict.Reproduced, "");
    }
}

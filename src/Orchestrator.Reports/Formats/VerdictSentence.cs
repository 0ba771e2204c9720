using System.Globalization;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Formats;

/// <summary>
/// A verdict in sentences, with what the gain is worth where it is more than noise and that can be told.
/// </summary>
public static class VerdictSentence
{
    /// <summary>The text of a verdict of <paramref name="document"/>.</summary>
    public static string Of(ReportDocument document, ModelVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(verdict);
        if (document.Comparisons[verdict.Best].Worth is not { } worth || !IsMoreThanNoise(verdict.Verdict))
            return verdict.Text;
        var rows = Math.Abs(worth.Rows).ToString("0", CultureInfo.InvariantCulture);
        var bound = worth.Note.StartsWith("more", StringComparison.Ordinal)
            || worth.Note.StartsWith("less", StringComparison.Ordinal) ? "more than" : "about";
        var interval = worth is { Low: null, High: null } ? ""
            : $" ({ReportNumbers.Level(document.Level)} {ReportNumbers.Interval(worth)})";
        return worth.Rows >= 0
            ? $"{verdict.Text} That is worth {bound} {rows} extra real rows{interval}."
            : $"{verdict.Text} That costs as much as {bound} {rows} real rows bring{interval}.";
    }

    // The worth of a gain that may be none at all would be read as one.
    private static bool IsMoreThanNoise(BoostVerdict verdict) => verdict is BoostVerdict.Helps
        or BoostVerdict.HelpsLikeControl or BoostVerdict.RepairsBrokenBaseline or BoostVerdict.Hurts;
}

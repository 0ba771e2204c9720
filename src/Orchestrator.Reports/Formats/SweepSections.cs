using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Formats;

/// <summary>What each sweep was, and how it is run again.</summary>
internal static class SweepSections
{
    /// <summary>A section for each sweep.</summary>
    public static IEnumerable<ReportSection> Of(ReportDocument document) => document.Sweeps.Select(sweep =>
        new ReportSection($"Sweep {sweep.Name}",
        [
            new ReportBlock.Items(
            [
                $"id: {sweep.Id}",
                $"data set: {sweep.Dataset}, SHA-256 {sweep.DatasetHash}",
                $"metric: {sweep.Metric}, {(sweep.HigherIsBetter ? "more" : "less")} is better",
                $"trials: {sweep.Trials}, {sweep.Completed} completed, {sweep.Failed} failed",
                $"test rows: {sweep.TestRows}, "
                    + (sweep.SingleSplit ? "one split for all trials" : "a split for each seed"),
                $"versions: orchestrator {document.Program}, {string.Join(", ", sweep.Versions)}",
                $"to run it again: {sweep.Command}",
            ], Numbered: false),
            new ReportBlock.Verbatim(sweep.SpecText),
        ]));
}

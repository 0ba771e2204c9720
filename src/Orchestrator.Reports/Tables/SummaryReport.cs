using Orchestrator.Reports.Exports;

namespace Orchestrator.Reports.Tables;

/// <summary>The summary of a sweep: a table for each model.</summary>
/// <param name="Tables">The tables, in the order of the spec's models.</param>
/// <param name="Legend">How to read a cell, in one line.</param>
/// <param name="Counts">How many trials ended.</param>
public sealed record SummaryReport(IReadOnlyList<TableModel> Tables, string Legend, ExportCounts Counts)
{
    /// <summary>How many trials stand behind the tables, in one line.</summary>
    public string Footer => $"{Counts.Completed} of {Counts.Total} trials completed, {Counts.Failed} failed, "
        + $"{Counts.Pending} pending.";
}

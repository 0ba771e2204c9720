namespace Orchestrator.Reports.Exports;

/// <summary>What an export met on its way through the grid.</summary>
/// <param name="Total">Trials in the grid.</param>
/// <param name="Completed">Trials with a result.</param>
/// <param name="Failed">Trials that failed for good.</param>
public sealed record ExportCounts(long Total, long Completed, long Failed)
{
    /// <summary>Trials that have neither: they are left out of every export.</summary>
    public long Pending => Total - Completed - Failed;
}

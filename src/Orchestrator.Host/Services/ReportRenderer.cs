using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol.V1;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Host.Services;

/// <summary>Renders reports as the command <c>results</c> does.</summary>
internal sealed class ReportRenderer(IResultStore store) : IReportRenderer
{
    /// <inheritdoc/>
    public async Task<Report> RenderAsync(
        SweepPlan plan, string sweepId, ReportFormat format, long mostBytes, CancellationToken cancellation)
    {
        var (form, media) = format switch
        {
            ReportFormat.Csv => (ResultsFormat.Csv, "text/csv"),
            ReportFormat.Json => (ResultsFormat.Json, "application/json"),
            _ => (ResultsFormat.Table, "text/plain"),
        };
        await using var text = new BoundedText(mostBytes);
        var counts = await ResultsExport.WriteAsync(plan, sweepId, store, form, text, timings: false, cancellation);
        return new Report
        {
            Content = text.ToString(),
            MediaType = $"{media}; charset=utf-8",
            CompletedTrials = counts.Completed,
            TotalTrials = counts.Total,
        };
    }
}

using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Protocol.V1;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Formats;
using Wire = Orchestrator.Protocol.V1.ReportFormat;

namespace Orchestrator.Host.Services;

/// <summary>Renders results as the command <c>results</c> does, and answers as <c>report</c> does.</summary>
internal sealed class ReportRenderer(IResultStore store) : IReportRenderer
{
    /// <inheritdoc/>
    public async Task<Report> RenderAsync(ReportOrder order, CancellationToken cancellation)
    {
        await using var text = new BoundedText(order.MostBytes);
        var (media, completed, total) = order.Format switch
        {
            Wire.Csv => await ExportAsync(order, ResultsFormat.Csv, "text/csv", text, cancellation),
            Wire.Json => await ExportAsync(order, ResultsFormat.Json, "application/json", text, cancellation),
            Wire.Text => await ExportAsync(order, ResultsFormat.Table, "text/plain", text, cancellation),
            _ => await AnswerAsync(order, text, cancellation),
        };
        return new Report
        {
            Content = text.ToString(),
            MediaType = $"{media}; charset=utf-8",
            CompletedTrials = completed,
            TotalTrials = total,
        };
    }

    private async Task<(string Media, long Completed, long Total)> ExportAsync(
        ReportOrder order, ResultsFormat format, string media, BoundedText text, CancellationToken cancellation)
    {
        var (plan, id) = order.Sweeps[0];
        var counts = await ResultsExport.WriteAsync(plan, id, store, format, text, timings: false, cancellation);
        return (media, counts.Completed, counts.Total);
    }

    private async Task<(string Media, long Completed, long Total)> AnswerAsync(
        ReportOrder order, BoundedText text, CancellationToken cancellation)
    {
        var (format, media) = order.Format switch
        {
            Wire.Html => (Reports.Formats.ReportFormat.Html, "text/html"),
            Wire.Markdown => (Reports.Formats.ReportFormat.Markdown, "text/markdown"),
            Wire.AnswerJson => (Reports.Formats.ReportFormat.Json, "application/json"),
            Wire.AnswerCsv => (Reports.Formats.ReportFormat.Csv, "text/csv"),
            _ => (Reports.Formats.ReportFormat.Text, "text/plain"),
        };
        try
        {
            var document = await ReportBuilder.BuildAsync(
                [.. order.Sweeps.Select(sweep => ReportInput.Stored(sweep.Plan, sweep.Id, store))],
                new ReportOptions { Level = order.Level, Rope = order.Rope, Program = ProtocolVersion.Program },
                cancellation);
            ReportWriter.Write(document, format, text);
            return (media, document.Sweeps.Sum(s => s.Completed), document.Sweeps.Sum(s => s.Trials));
        }
        catch (ReportException refused)
        {
            throw new ReportRefusedException(refused.Message);
        }
    }
}

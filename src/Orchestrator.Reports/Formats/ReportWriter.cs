using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Html;

namespace Orchestrator.Reports.Formats;

/// <summary>A report in any of its forms.</summary>
public static class ReportWriter
{
    /// <summary>Writes a report; the writer stays open.</summary>
    public static void Write(ReportDocument document, ReportFormat format, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        switch (format)
        {
            case ReportFormat.Markdown:
                ReportMarkdown.Write(document, writer);
                break;
            case ReportFormat.Json:
                writer.Write(ReportJson.Write(document));
                writer.Write('\n');
                break;
            case ReportFormat.Csv:
                ReportCsv.Write(document, writer);
                break;
            case ReportFormat.Html:
                HtmlReport.Write(document, writer);
                break;
            default:
                ReportText.Write(document, writer);
                break;
        }
    }
}

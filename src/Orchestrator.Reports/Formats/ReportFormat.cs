namespace Orchestrator.Reports.Formats;

/// <summary>The forms in which a report is written out.</summary>
public enum ReportFormat
{
    /// <summary>Aligned plain text for a terminal, 120 columns where the names allow it.</summary>
    Text,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>The whole document as one JSON object.</summary>
    Json,

    /// <summary>A line for each comparison, comma-separated, with a header line.</summary>
    Csv,

    /// <summary>One page that needs nothing but itself.</summary>
    Html,
}

namespace Orchestrator.Reports.Exports;

/// <summary>The forms in which results are written out.</summary>
public enum ResultsFormat
{
    /// <summary>The summary for people: mean scores by fraction and boost.</summary>
    Table,

    /// <summary>Every row, comma-separated (RFC 4180 with LF line ends), with a header line.</summary>
    Csv,

    /// <summary>Every row as an object of one JSON array, a line each.</summary>
    Json,
}

using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Exports;

namespace Orchestrator.Reports.Formats;

/// <summary>
/// The comparisons of a report as comma-separated lines. The README of this project lists the columns.
/// </summary>
public static class ReportCsv
{
    private static readonly string[] Columns =
    [
        "sweep", "name", "dataset", "metric", "fraction", "generator", "control", "boost", "replace", "model", "pairs",
        "missing_pairs", "training_rows", "baseline", "boosted", "gain", "low", "high", "p", "adjusted_p",
        "probability_helps", "probability_same", "probability_hurts", "mcnemar_p", "seeds_needed", "verdict",
        "worth_rows", "worth_low", "worth_high", "worth_note", "notes",
    ];

    /// <summary>Writes the header and a line for each comparison.</summary>
    public static void Write(ReportDocument document, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        var sweeps = document.Sweeps.ToDictionary(sweep => sweep.Id);
        CsvLines.Write(writer, document.Comparisons.Select(c => Fields(c, sweeps[c.Sweep])).Prepend(Columns));
    }

    private static string[] Fields(BoostComparison comparison, ReportedSweep sweep) =>
    [
        sweep.Id, sweep.Name, sweep.Dataset, sweep.Metric,
        ExportText.Of(comparison.Fraction), comparison.Generator, Flag(comparison.IsControl),
        ExportText.Of(comparison.Boost), Flag(comparison.Replaces), comparison.Model,
        ExportText.Of((long?)comparison.Pairs), ExportText.Of((long?)comparison.MissingPairs),
        ExportText.Of((long?)comparison.TrainingRows),
        ExportText.Of(comparison.Baseline), ExportText.Of(comparison.Boosted), ExportText.Of(comparison.Gain),
        ExportText.Of(comparison.Low), ExportText.Of(comparison.High), ExportText.Of(comparison.P),
        ExportText.Of(comparison.AdjustedP), ExportText.Of(comparison.ProbabilityHelps),
        ExportText.Of(comparison.ProbabilitySame), ExportText.Of(comparison.ProbabilityHurts),
        ExportText.Of(comparison.McNemarP), ExportText.Of((long?)comparison.SeedsNeeded),
        ReportJson.WordOf(comparison.Verdict),
        ExportText.Of(comparison.Worth?.Rows), ExportText.Of(comparison.Worth?.Low),
        ExportText.Of(comparison.Worth?.High), comparison.Worth?.Note ?? string.Empty,
        string.Join("; ", comparison.Notes),
    ];

    private static string Flag(bool flag) => flag ? "true" : "false";
}

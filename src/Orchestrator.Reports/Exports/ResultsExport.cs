using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Exports;

/// <summary>
/// Writes out what a sweep came to: the rows in the order of the canonical grid, with nothing but what the keys
/// determine (unless timings are asked for), so that two exports of one sweep are equal byte for byte. Pending trials
/// are left out.
/// </summary>
public static class ResultsExport
{
    /// <summary>Writes every row as comma-separated lines. Memory does not grow with the number of trials.</summary>
    /// <param name="plan">The sweep's plan.</param>
    /// <param name="sweepId">The sweep's id.</param>
    /// <param name="store">Where the results are.</param>
    /// <param name="writer">Takes the text; stays open.</param>
    /// <param name="timings">Whether to add seconds, worker, attempts and error, which differ from run to run.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Task<ExportCounts> WriteCsvAsync(SweepPlan plan, string sweepId, IResultStore store,
        TextWriter writer, bool timings, CancellationToken cancellation) =>
        WriteAsync(plan, sweepId, store, ResultsFormat.Csv, writer, timings, cancellation);

    /// <summary>Writes every row as one JSON array. Memory does not grow with the number of trials.</summary>
    /// <inheritdoc cref="WriteCsvAsync" path="/param"/>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Task<ExportCounts> WriteJsonAsync(SweepPlan plan, string sweepId, IResultStore store,
        TextWriter writer, bool timings, CancellationToken cancellation) =>
        WriteAsync(plan, sweepId, store, ResultsFormat.Json, writer, timings, cancellation);

    /// <summary>
    /// Writes the results in the named form; <see cref="ResultsFormat.Table"/> is the plain text of the summary.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Task<ExportCounts> WriteAsync(SweepPlan plan, string sweepId, IResultStore store,
        ResultsFormat format, TextWriter writer, bool timings, CancellationToken cancellation) =>
        WriteAsync(plan, new StoredTrials(plan, sweepId, store), format, writer, timings, cancellation);

    /// <summary>Writes the results that <paramref name="source"/> gives in the named form: the same bytes.</summary>
    public static async Task<ExportCounts> WriteAsync(SweepPlan plan, ITrialSource source, ResultsFormat format,
        TextWriter writer, bool timings, CancellationToken cancellation)
    {
        if (format == ResultsFormat.Table)
        {
            var summary = await SummaryTable.BuildAsync(plan, source, cancellation);
            PlainTextTable.Write(summary, writer);
            return summary.Counts;
        }

        var rows = new TrialRows(plan, source);
        if (format == ResultsFormat.Csv)
            await ResultsCsv.WriteAsync(rows, writer, timings, cancellation);
        else
            await ResultsJson.WriteAsync(rows, writer, timings, cancellation);
        return rows.Counts;
    }
}

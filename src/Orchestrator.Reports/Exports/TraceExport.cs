using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>Writes out how the generator fits of a sweep went, a line an epoch.</summary>
public static class TraceExport
{
    private static readonly string[] Columns =
    [
        .. StoredFits.Columns, "epoch", "generator_loss", "discriminator_loss",
        "real_score", "fake_score", "real_loss", "fake_loss", "generator_evaluation_loss", "real_accuracy",
        "fake_accuracy", "generator_accuracy", "diversity", "mode_collapse", "learning_rate", "convergence",
        "constant_columns",
    ];

    /// <summary>
    /// Writes the stored traces as comma-separated lines: by fraction, generator, seed (each in the order of the spec)
    /// and epoch (from 1). Fits without a stored trace are left out. Returns how many fits were written.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<long> WriteCsvAsync(
        SweepPlan plan, IResultStore store, TextWriter writer, CancellationToken cancellation)
    {
        await using var lines = new CsvLines(writer);
        await lines.WriteAsync(Columns, cancellation);
        var written = 0L;
        await foreach (var (place, trace) in StoredFits.ReadAsync(plan, store, cancellation))
        {
            await WriteAsync(lines, place, trace, cancellation);
            written++;
        }

        return written;
    }

    private static async Task WriteAsync(
        CsvLines lines, string[] place, GeneratorTrace trace, CancellationToken cancellation)
    {
        var evaluations = trace.Details?.Evaluations.ToDictionary(e => e.Epoch);
        for (var epoch = 0; epoch < trace.GeneratorLoss.Count; epoch++)
        {
            string[] fields =
            [
                .. place, ExportText.Of((long?)(epoch + 1)),
                ExportText.Of(trace.GeneratorLoss[epoch]), Of(trace.DiscriminatorLoss, epoch),
                Of(trace.RealScore, epoch), Of(trace.FakeScore, epoch),
                .. Evaluation(evaluations?.GetValueOrDefault(epoch + 1), trace.Details),
            ];
            await lines.WriteAsync(fields, cancellation);
        }
    }

    // A generator without a discriminator has one series alone.
    private static string Of(IReadOnlyList<float> series, int epoch) =>
        epoch < series.Count ? ExportText.Of(series[epoch]) : string.Empty;

    // Empty for an epoch that was not evaluated.
    private static string[] Evaluation(GeneratorEvaluation? evaluation, TraceDetails? details) => evaluation is null
        ? [.. Enumerable.Repeat(string.Empty, 11)]
        :
        [
            ExportText.Of(evaluation.RealLoss), ExportText.Of(evaluation.FakeLoss),
            ExportText.Of(evaluation.GeneratorLoss), ExportText.Of(evaluation.RealAccuracy),
            ExportText.Of(evaluation.FakeAccuracy), ExportText.Of(evaluation.GeneratorAccuracy),
            ExportText.Of(evaluation.Diversity), evaluation.ModeCollapse ? "true" : "false",
            ExportText.Of(evaluation.LearningRate), ExportText.Of(evaluation.Convergence),
            string.Join(';', details?.ConstantColumns ?? []),
        ];
}

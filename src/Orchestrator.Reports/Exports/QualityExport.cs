using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>Writes out how good and how private the generated rows of a sweep are, a line a generator fit.</summary>
public static class QualityExport
{
    private static readonly string[] Columns =
    [
        .. StoredFits.Columns, "training_rows", "generated_rows", "holdout_rows", "mean_distance", "worst_distance",
        "worst_column", "correlation_difference", "detection_auc", "synthetic_utility", "real_utility", "density",
        "coverage", "modes_hit", "copied_share", "repeated_share", "closest_training", "closest_holdout",
        "closer_to_training", "membership_auc",
    ];

    /// <summary>
    /// Writes the stored qualities as comma-separated lines: by fraction, generator and seed, each in the order of the
    /// spec. <c>mean_distance</c> and <c>worst_distance</c> are over the columns of the data set and the target, the
    /// worst column being the first of several. What could not be measured is empty; fits that were not measured are
    /// left out. Returns how many fits were written.
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
            if (trace.Details?.Quality is not { } quality)
                continue;
            await lines.WriteAsync([.. place, .. Fields(quality)], cancellation);
            written++;
        }

        return written;
    }

    private static string[] Fields(GeneratorQuality quality)
    {
        var worst = quality.Columns.MaxBy(column => column.Distance);
        double? mean = quality.Columns.Count == 0 ? null : quality.Columns.Average(column => column.Distance);
        return
        [
            ExportText.Of((long?)quality.TrainingRows), ExportText.Of((long?)quality.GeneratedRows),
            ExportText.Of((long?)quality.HoldoutRows), ExportText.Of(mean), ExportText.Of(worst?.Distance),
            worst?.Column ?? string.Empty, ExportText.Of(quality.CorrelationDifference),
            ExportText.Of(quality.DetectionAuc), ExportText.Of(quality.SyntheticUtility),
            ExportText.Of(quality.RealUtility), ExportText.Of(quality.Density), ExportText.Of(quality.Coverage),
            ExportText.Of(quality.ModesHit), ExportText.Of(quality.CopiedShare),
            ExportText.Of(quality.RepeatedShare), ExportText.Of(quality.ClosestTraining),
            ExportText.Of(quality.ClosestHoldout), ExportText.Of(quality.CloserToTraining),
            ExportText.Of(quality.MembershipAuc),
        ];
    }
}

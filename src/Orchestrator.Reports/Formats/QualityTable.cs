using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>How good and how private the generated rows are.</summary>
internal static class QualityTable
{
    /// <summary>The blocks; none where nothing was measured.</summary>
    public static IReadOnlyList<ReportBlock> Of(ReportDocument document)
    {
        var measured = document.Generators.Where(summary => summary.Quality is not null).ToList();
        if (measured.Count == 0)
            return [];
        return
        [
            new ReportBlock.Grid(new TableModel(
                "",
                [
                    new("generator", Right: false), new("fraction", Right: true), new("fits", Right: true),
                    new("detection", Right: true), new("correlation", Right: true), new("utility", Right: true),
                    new("real", Right: true), new("density", Right: true), new("coverage", Right: true),
                    new("modes", Right: true), new("copied", Right: true), new("closer", Right: true),
                    new("attack", Right: true),
                ],
                [.. measured.Select(summary => Row(document, summary))])),
            new ReportBlock.Paragraph(
                "Means over the fits. detection: AUC of a classifier that tells generated rows from real ones (0.5 "
                + "is best). correlation: mean difference of the columns' correlations (0 is best). utility, real: "
                + "score on the test rows of a model trained on generated rows alone, and on as many real ones. "
                + "density, coverage: Naeem et al. 2020 (1 is best). modes: share of the real modes hit. copied: "
                + "share of generated rows that are training rows. closer: share nearer to a training than to a test "
                + "row; attack: AUC of a membership-inference attack (0.5 leaks nothing, both)."),
        ];
    }

    private static IReadOnlyList<string> Row(ReportDocument document, GeneratorSummary summary)
    {
        var quality = summary.Quality!;
        var name = document.Sweeps.Count > 1
            ? $"{document.Sweeps.First(s => s.Id == summary.Sweep).Name}, {summary.Generator}" : summary.Generator;
        double?[] measures =
        [
            quality.DetectionAuc, quality.CorrelationDifference, quality.SyntheticUtility, quality.RealUtility,
            quality.Density, quality.Coverage, quality.ModesHit, quality.CopiedShare, quality.CloserToTraining,
            quality.MembershipAuc,
        ];
        return
        [
            name, ReportNumbers.Plain(summary.Fraction), $"{summary.Fits}",
            .. measures.Select(ReportNumbers.Share),
        ];
    }
}

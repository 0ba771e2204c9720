using System.Globalization;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>Generators across data sets.</summary>
internal static class RankTables
{
    /// <summary>The blocks; none without ranks.</summary>
    public static IReadOnlyList<ReportBlock> Of(RankComparison? ranks, ReportNumbers numbers)
    {
        if (ranks is null)
            return [];
        List<ReportBlock> blocks = [];
        if (ranks.Note.Length > 0)
            blocks.Add(new ReportBlock.Paragraph(ranks.Note));
        blocks.Add(new ReportBlock.Paragraph(
            $"{ranks.Datasets.Count} data sets: {string.Join(", ", ranks.Datasets)}. Friedman's test (Iman and "
            + $"Davenport): p {ReportNumbers.Probability(ranks.FriedmanP)}. Mean ranks that differ by less than "
            + $"{ReportNumbers.Share(ranks.CriticalDifference)} (Nemenyi, 0.05) do not differ."));
        blocks.Add(new ReportBlock.Grid(Entries(ranks, numbers)));
        if (ranks.Pairs.Count > 0)
            blocks.Add(new ReportBlock.Grid(Pairs(ranks, numbers)));
        return blocks;
    }

    private static TableModel Entries(RankComparison ranks, ReportNumbers numbers)
    {
        List<TableColumn> columns =
            [new("generator", Right: false), new("mean rank", Right: true), new("group", Right: false)];
        columns.AddRange(ranks.Datasets.Select(dataset => new TableColumn(dataset, Right: true)));
        return new TableModel("", columns,
        [
            .. ranks.Entries.Select((entry, place) => (IReadOnlyList<string>)
            [
                entry.Name, entry.MeanRank.ToString("0.00", CultureInfo.InvariantCulture), Groups(ranks, place),
                .. entry.Scores.Select(score => numbers.Score(score)),
            ]),
        ]);
    }

    // A letter for each run of entries that do not differ.
    private static string Groups(RankComparison ranks, int place) => string.Concat(
        ranks.Groups.Select((group, i) =>
            place >= group.First && place <= group.Last ? $"{(char)('a' + i % 26)}" : ""));

    private static TableModel Pairs(RankComparison ranks, ReportNumbers numbers) => new(
        "Against no generator",
        [
            new("generator", Right: false), new($"mean gain, {numbers.Unit}", Right: true),
            new("Wilcoxon p", Right: true), new("after Holm", Right: true), new("helps/same/hurts", Right: true),
        ],
        [
            .. ranks.Pairs.Select(pair => (IReadOnlyList<string>)
            [
                pair.Name, numbers.Gain(pair.Gain), ReportNumbers.Probability(pair.WilcoxonP),
                ReportNumbers.Probability(pair.AdjustedP),
                $"{ReportNumbers.Share(pair.ProbabilityHelps)}/{ReportNumbers.Share(pair.ProbabilitySame)}"
                    + $"/{ReportNumbers.Share(pair.ProbabilityHurts)}",
            ]),
        ]);
}

using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>The tables of comparisons, worth and learning curves.</summary>
internal sealed class ReportTables(ReportDocument document, ReportNumbers numbers, NoteList notes)
{
    private bool IsOfSeveral => document.Sweeps.Count > 1;

    /// <summary>What the comparison behind each verdict is worth.</summary>
    public IReadOnlyList<ReportBlock> Worth()
    {
        if (document.Verdicts.Count == 0)
            return [];
        if (document.Verdicts.All(verdict => document.Comparisons[verdict.Best].Worth is null))
        {
            var reasons = document.Verdicts.Select(verdict => Remark(document.Comparisons[verdict.Best]));
            return [.. reasons.Where(reason => reason.Length > 0).Distinct()
                .Select(reason => new ReportBlock.Paragraph($"It cannot be told: {reason}."))];
        }

        TableColumn[] columns =
        [
            new("model", Right: false), new("boosted by", Right: false), new($"gain, {numbers.Unit}", Right: true),
            new("real rows", Right: true), new("worth in extra real rows", Right: true), new("remark", Right: false),
        ];
        var rows = document.Verdicts.Select(verdict =>
        {
            var best = document.Comparisons[verdict.Best];
            return (IReadOnlyList<string>)
            [
                Named(verdict.Sweep, verdict.Model),
                $"{best.Generator} {ReportNumbers.Boost(best.Boost, best.Replaces)} at "
                    + ReportNumbers.Plain(best.Fraction),
                numbers.Gain(best.Gain), $"{best.TrainingRows}", ReportNumbers.Rows(best.Worth),
                Remark(best),
            ];
        });
        return [new ReportBlock.Grid(new TableModel("", columns, [.. rows]))];
    }

    /// <summary>A table for each sweep and model.</summary>
    public IReadOnlyList<ReportBlock> Comparisons() =>
    [
        .. document.Comparisons.GroupBy(comparison => (comparison.Sweep, comparison.Model)).Select(group =>
            new ReportBlock.Grid(new TableModel(
                Named(group.Key.Sweep, group.Key.Model), ComparisonColumns(), [.. group.Select(Row)]))),
    ];

    /// <summary>The mean unboosted scores, models down and fractions across.</summary>
    public IReadOnlyList<ReportBlock> Curves() =>
        [.. document.Sweeps.Select(Curves).OfType<TableModel>().Select(table => new ReportBlock.Grid(table))];

    // What a worth that is none is explained with in the notes of its comparison.
    private const string WorthPrefix = "no worth in rows: ";

    private static string Remark(BoostComparison comparison) => comparison.Worth?.Note
        ?? comparison.Notes.FirstOrDefault(note => note.StartsWith(WorthPrefix, StringComparison.Ordinal))
            ?[WorthPrefix.Length..]
        ?? "";

    private TableColumn[] ComparisonColumns() =>
    [
        new("fraction", Right: true), new("generator", Right: false), new("boost", Right: true),
        new($"gain, {numbers.Unit}", Right: true), new(ReportNumbers.Level(document.Level), Right: true),
        new("p", Right: true), new("help/same/hurt", Right: true), new("rows", Right: true),
        new("verdict", Right: false), new("note", Right: false),
    ];

    private IReadOnlyList<string> Row(BoostComparison comparison) =>
    [
        ReportNumbers.Plain(comparison.Fraction),
        comparison.IsControl ? $"{comparison.Generator} *" : comparison.Generator,
        ReportNumbers.Boost(comparison.Boost, comparison.Replaces),
        numbers.Gain(comparison.Gain),
        numbers.Interval(comparison.Low, comparison.High),
        ReportNumbers.Probability(comparison.AdjustedP),
        comparison.ProbabilitySame is null ? "-" : string.Join('/', new[]
        {
            comparison.ProbabilityHelps, comparison.ProbabilitySame, comparison.ProbabilityHurts,
        }.Select(ReportNumbers.Share)),
        ReportNumbers.Rows(comparison.Worth),
        VerdictWords.Of(comparison.Verdict),
        notes.NumbersOf(comparison.Worth is { Note.Length: > 0 } worth
            ? comparison.Notes.Append($"rows: {worth.Note}") : comparison.Notes),
    ];

    private TableModel? Curves(ReportedSweep sweep)
    {
        var curves = document.Curves.Where(curve => curve.Sweep == sweep.Id).ToList();
        if (curves.Count == 0)
            return null;
        var fractions = curves.SelectMany(curve => curve.Points).DistinctBy(point => point.Fraction)
            .OrderBy(point => point.Fraction).ToList();
        List<TableColumn> columns = [new("model", Right: false)];
        columns.AddRange(fractions.Select(point => new TableColumn(
            $"{ReportNumbers.Plain(point.Fraction)} ({point.Rows} rows)", Right: true)));
        var rows = curves.Select(curve => (IReadOnlyList<string>)
        [
            curve.Model,
            .. fractions.Select(at => numbers.Score(
                curve.Points.FirstOrDefault(point => point.Fraction == at.Fraction)?.Score)),
        ]).ToList();
        if (curves[0].Majority is { } majority)
            rows.Add(["(majority class)", .. fractions.Select(_ => numbers.Score(majority))]);
        return new TableModel(
            IsOfSeveral ? $"{sweep.Name}: mean {sweep.Metric}" : $"Mean {sweep.Metric}", columns, rows);
    }

    private string Named(string sweep, string model) =>
        IsOfSeveral ? $"{document.Sweeps.First(known => known.Id == sweep).Name}, {model}" : model;
}

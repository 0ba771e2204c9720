using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Reproductions;

/// <summary>A reproduction as tables and lines, without a look.</summary>
public static class ReproductionTables
{
    private static readonly TableColumn[] CellColumns =
    [
        new("row", Right: false), new("column", Right: false), new("published", Right: true), new("ours", Right: true),
        new("± 95 %", Right: true), new("one run", Right: true), new("runs", Right: true),
        new("verdict", Right: false),
    ];

    private static readonly TableColumn[] ClaimColumns =
    [
        new("claim", Right: false), new("ours", Right: false), new("verdict", Right: false),
    ];

    /// <summary>
    /// A table for each published one that has a measured cell, and one of the claims where there are any. A number in
    /// brackets after a verdict is that of a line of <see cref="Notes"/>.
    /// </summary>
    public static IReadOnlyList<TableModel> Of(ReproductionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var notes = Numbered(report);
        var tables = report.Tables.Where(t => t.Cells.Count > 0)
            .Select(t => new TableModel(t.Title, CellColumns, [.. t.Cells.Select(c => Row(c, notes))]))
            .ToList();
        if (report.Claims.Count > 0)
        {
            tables.Add(new TableModel(
                "Claims", ClaimColumns,
                [
                    .. report.Claims.Select(c =>
                        (IReadOnlyList<string>)[c.Text, c.Evidence, Text(c.Verdict, c.Why, notes)]),
                ]));
        }

        return tables;
    }

    /// <summary>What the numbers in brackets stand for, then what differs from the publication.</summary>
    public static IReadOnlyList<string> Notes(ReproductionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. Numbered(report).Select(note => $"[{note.Value}] {note.Key}"),
            .. report.Experiment.Notes.Select(note => $"Ours: {note}"),
        ];
    }

    /// <summary>How to read the tables, in a line.</summary>
    public const string Legend =
        "ours: mean over the seeds; ± 95 %: half the interval of that mean; one run: where one more run lies, 95 %. "
        + "A published number is one run: it is reproduced where it lies there.";

    /// <summary>How many numbers and claims came out again, in a line.</summary>
    public static string Footer(ReproductionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var left = report.Tables.Sum(t => t.Left) + report.Untested;
        return $"{report.Count(Verdict.Reproduced)} reproduced, {report.Count(Verdict.NotReproduced)} not reproduced, "
            + $"{report.Count(Verdict.NotDecidable)} not decidable"
            + (left > 0 ? $"; {left} not in the sweeps of this size." : ".");
    }

    private static List<string> Row(CellOutcome cell, Dictionary<string, int> notes)
    {
        var ours = cell.Measured;
        var text = (double value) => NumberForm.OfStep(value, cell.Step, more: 1);
        var spread = ours.IsOneValue ? "one value" : double.IsFinite(ours.MeanMargin) ? text(ours.MeanMargin) : "-";
        var run = ours.IsOneValue || !double.IsFinite(ours.RunMargin)
            ? "-"
            : $"{text(ours.Mean - ours.RunMargin)} .. {text(ours.Mean + ours.RunMargin)}";
        return
        [
            cell.Row, cell.Column, cell.Published is { } number ? NumberForm.OfStep(number, cell.Step) : "-",
            ours.IsOneValue ? NumberForm.OfStep(ours.Mean, cell.Step) : text(ours.Mean), spread, run,
            FormattableString.Invariant($"{ours.Count}"), Text(cell.Verdict, cell.Why, notes),
        ];
    }

    private static string Text(Verdict verdict, string why, Dictionary<string, int> notes)
    {
        var text = verdict switch
        {
            Verdict.Reproduced => "reproduced",
            Verdict.NotReproduced => "not reproduced",
            _ => "not decidable",
        };
        return why.Length > 0 ? FormattableString.Invariant($"{text} [{notes[why]}]") : text;
    }

    // The reasons in the order in which they are first met.
    private static Dictionary<string, int> Numbered(ReproductionReport report)
    {
        var reasons = report.Tables.SelectMany(t => t.Cells).Select(c => c.Why)
            .Concat(report.Claims.Select(c => c.Why)).Where(why => why.Length > 0).Distinct(StringComparer.Ordinal);
        return reasons.Select((why, index) => (why, index)).ToDictionary(n => n.why, n => n.index + 1);
    }
}

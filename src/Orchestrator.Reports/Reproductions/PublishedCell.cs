namespace Orchestrator.Reports.Reproductions;

/// <summary>A cell of a published table with all that its row, its column and the table say of it.</summary>
internal sealed record PublishedCell(
    string Row, string Column, double? Published, TrialSelector Where, string Metric, double Factor, double Step,
    string Reason, string Undecidable);

/// <summary>Reads the cells of tables and the reasons of experiments.</summary>
internal static class PublishedCells
{
    /// <summary>The cells, row by row.</summary>
    public static IEnumerable<PublishedCell> Cells(this PublishedTable table)
    {
        foreach (var (r, row) in table.Rows.Index())
        {
            foreach (var (c, column) in table.Columns.Index())
            {
                yield return new PublishedCell(
                    row.Label, column.Label, table.Published[r][c], table.Where.With(row.Where).With(column.Where),
                    column.Metric ?? row.Metric ?? table.Metric, column.Factor ?? row.Factor ?? table.Factor,
                    column.Step ?? row.Step ?? table.Step, First(row.Reason, column.Reason, table.Reason),
                    First(row.Undecidable, column.Undecidable, table.Undecidable));
            }
        }
    }

    /// <summary>The reason of a name, in words; empty for none.</summary>
    /// <exception cref="KeyNotFoundException">The experiment has no such reason.</exception>
    public static string ReasonOf(this Experiment experiment, string name) =>
        name.Length == 0 ? "" : experiment.Reasons[name];

    private static string First(params string[] texts) => texts.FirstOrDefault(text => text.Length > 0) ?? "";
}

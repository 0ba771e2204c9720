namespace Orchestrator.Reports.Tables;

/// <summary>Tables as Markdown. Line ends are LF.</summary>
public static class MarkdownTable
{
    /// <summary>
    /// Writes the tables of <paramref name="report"/> with their titles as headings, its legend and its footer.
    /// </summary>
    public static void Write(SummaryReport report, TextWriter writer)
    {
        foreach (var table in report.Tables)
        {
            writer.Write($"### {Escape(table.Title)}\n\n");
            Write(table, writer);
            writer.Write('\n');
        }

        writer.Write($"{Escape(report.Legend)}\n{Escape(report.Footer)}\n");
    }

    /// <summary>Writes one table without its title.</summary>
    public static void Write(TableModel table, TextWriter writer)
    {
        WriteLine(table.Columns.Select(c => Escape(c.Header)), writer);
        WriteLine(table.Columns.Select(c => c.Right ? "---:" : ":---"), writer);
        foreach (var row in table.Rows)
            WriteLine(row.Select(Escape), writer);
    }

    private static void WriteLine(IEnumerable<string> cells, TextWriter writer) =>
        writer.Write($"| {string.Join(" | ", cells)} |\n");

    private static string Escape(string text) => text.Replace("|", "\\|");
}

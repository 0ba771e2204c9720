using System.Globalization;

namespace Orchestrator.Reports.Tables;

/// <summary>Tables as aligned plain text, for pipes and files. Line ends are LF.</summary>
public static class PlainTextTable
{
    private const string Gap = "  ";

    /// <summary>Writes the tables of <paramref name="report"/>, its legend and its footer.</summary>
    public static void Write(SummaryReport report, TextWriter writer)
    {
        foreach (var table in report.Tables)
        {
            Write(table, writer);
            writer.Write('\n');
        }

        writer.Write($"{report.Legend}\n{report.Footer}\n");
    }

    /// <summary>Writes one table: its title (unless it is empty), its header, a rule and its rows.</summary>
    public static void Write(TableModel table, TextWriter writer)
    {
        var widths = table.Columns
            .Select((column, i) => table.Rows.Select(row => Width(row[i])).Append(Width(column.Header)).Max())
            .ToArray();
        if (table.Title.Length > 0)
            writer.Write($"{table.Title}\n");
        WriteLine(table, widths, [.. table.Columns.Select(c => c.Header)], writer);
        WriteLine(table, widths, [.. widths.Select(w => new string('-', w))], writer);
        foreach (var row in table.Rows)
            WriteLine(table, widths, row, writer);
    }

    private static void WriteLine(TableModel table, int[] widths, IReadOnlyList<string> texts, TextWriter writer)
    {
        var cells = texts.Select((text, i) =>
        {
            var space = new string(' ', widths[i] - Width(text));
            return table.Columns[i].Right ? space + text : text + space;
        });
        writer.Write($"{string.Join(Gap, cells).TrimEnd()}\n");
    }

    // What a reader counts as characters: a letter with its accents is one.
    private static int Width(string text) => new StringInfo(text).LengthInTextElements;
}

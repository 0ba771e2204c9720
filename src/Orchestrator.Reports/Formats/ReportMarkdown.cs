using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>A report as Markdown. Line ends are LF.</summary>
public static class ReportMarkdown
{
    /// <summary>Writes a report.</summary>
    public static void Write(ReportDocument document, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"# {Escape(ReportSections.Title(document))}\n");
        foreach (var section in ReportSections.Of(document))
        {
            writer.Write($"\n## {Escape(section.Title)}\n");
            foreach (var block in section.Blocks)
            {
                writer.Write('\n');
                Write(block, writer);
            }
        }
    }

    private static void Write(ReportBlock block, TextWriter writer)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                writer.Write($"{Escape(paragraph.Text)}\n");
                break;
            case ReportBlock.Items items:
                for (var i = 0; i < items.Texts.Count; i++)
                    writer.Write($"{(items.Numbered ? $"{i + 1}." : "-")} {Escape(items.Texts[i])}\n");
                break;
            case ReportBlock.Grid grid:
                if (grid.Table.Title.Length > 0)
                    writer.Write($"### {Escape(grid.Table.Title)}\n\n");
                MarkdownTable.Write(Escaped(grid.Table), writer);
                break;
            case ReportBlock.Verbatim verbatim:
                // Four spaces hold whatever the text has, fences included.
                foreach (var line in verbatim.Text.TrimEnd().Split('\n'))
                    writer.Write($"    {line.TrimEnd('\r')}".TrimEnd() + "\n");
                break;
        }
    }

    // Bars are the table's own matter.
    private static TableModel Escaped(TableModel table) => table with
    {
        Columns = [.. table.Columns.Select(column => column with { Header = Escape(column.Header) })],
        Rows = [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Escape)])],
    };

    // Names and errors are the user's: none of their characters is markup.
    private static string Escape(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c =>
        c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '#' or '~' ? $"\\{c}" : $"{c}"));
}

using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>A report as plain text, 120 columns where the names allow it. Line ends are LF.</summary>
public static class ReportText
{
    /// <summary>The columns that lines are broken at.</summary>
    public const int Columns = 120;

    /// <summary>Writes a report.</summary>
    public static void Write(ReportDocument document, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"{ReportSections.Title(document)}\n");
        foreach (var section in ReportSections.Of(document))
        {
            writer.Write($"\n{section.Title}\n{new string('=', section.Title.Length)}\n");
            foreach (var block in section.Blocks)
            {
                writer.Write('\n');
                Write(block, writer);
            }
        }
    }

    /// <summary>Writes a text over as many lines as it takes, those after the first indented.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">What the first line begins with; the others have as many spaces.</param>
    /// <param name="writer">Takes the lines.</param>
    public static void WriteWrapped(string text, string first, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(writer);
        var line = first;
        var empty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Columns)
            {
                writer.Write($"{line}\n");
                (line, empty) = (new string(' ', first.Length), true);
            }

            line += empty ? word : $" {word}";
            empty = false;
        }

        writer.Write($"{line}\n");
    }

    private static void Write(ReportBlock block, TextWriter writer)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                WriteWrapped(paragraph.Text, "", writer);
                break;
            case ReportBlock.Items items:
                for (var i = 0; i < items.Texts.Count; i++)
                    WriteWrapped(items.Texts[i], items.Numbered ? $"{i + 1,3}. " : "- ", writer);
                break;
            case ReportBlock.Grid grid:
                PlainTextTable.Write(grid.Table, writer);
                break;
            case ReportBlock.Verbatim verbatim:
                foreach (var line in verbatim.Text.TrimEnd().Split('\n'))
                    writer.Write($"    {line.TrimEnd('\r')}".TrimEnd() + "\n");
                break;
        }
    }
}

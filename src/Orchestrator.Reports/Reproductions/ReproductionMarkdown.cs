using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Reproductions;

/// <summary>A reproduction as a section of a Markdown document. Line ends are LF.</summary>
public static class ReproductionMarkdown
{
    /// <summary>Writes the section.</summary>
    /// <param name="report">The reproduction.</param>
    /// <param name="command">The command that made it.</param>
    /// <param name="writer">Takes the text; stays open.</param>
    public static void Write(ReproductionReport report, string command, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"## {report.Experiment.Name}: {report.Experiment.Title}\n\n");
        writer.Write($"{report.Experiment.Source}. `{command}`: {ReproductionTables.Footer(report)}\n\n");
        foreach (var table in ReproductionTables.Of(report))
        {
            writer.Write($"### {table.Title}\n\n");
            MarkdownTable.Write(table, writer);
            writer.Write('\n');
        }

        writer.Write($"{ReproductionTables.Legend}\n\n");
        foreach (var note in ReproductionTables.Notes(report))
            writer.Write($"- {note}\n");
        foreach (var figure in report.Figures)
            writer.Write($"\n![{figure.Description}]({figure.Name}.svg)\n");
    }
}

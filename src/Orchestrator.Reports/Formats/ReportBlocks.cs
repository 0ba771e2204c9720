using Orchestrator.Reports.Tables;

namespace Orchestrator.Reports.Formats;

/// <summary>A heading and what stands below it, without a look.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">Top to bottom.</param>
internal sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A part of a section.</summary>
internal abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <summary>Running text.</summary>
    public sealed record Paragraph(string Text) : ReportBlock;

    /// <summary>A list, numbered from 1 or with bullets.</summary>
    public sealed record Items(IReadOnlyList<string> Texts, bool Numbered) : ReportBlock;

    /// <summary>A table; its title is empty where the section's says enough.</summary>
    public sealed record Grid(TableModel Table) : ReportBlock;

    /// <summary>Text that is shown as it is, line by line.</summary>
    public sealed record Verbatim(string Text) : ReportBlock;
}

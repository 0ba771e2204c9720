using Orchestrator.Reports.Tables;

namespace Orchestrator.Host.Display;

/// <summary>Shows the summary of a sweep: its tables, how to read them, and how many trials ended.</summary>
internal static class SummaryWriter
{
    public static void Write(Terminal terminal, SummaryReport summary)
    {
        foreach (var table in summary.Tables)
        {
            TableWriter.Write(terminal, table);
            terminal.Out.WriteLine();
        }

        terminal.Out.WriteLine(summary.Legend);
        terminal.Out.WriteLine(summary.Footer);
    }
}

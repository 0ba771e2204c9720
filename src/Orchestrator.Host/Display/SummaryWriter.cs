using Orchestrator.Coordinator.Progress;
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

    /// <summary>How long it took, how fast it was, and what was there before.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="last">The last state.</param>
    /// <param name="at">When it came.</param>
    public static void WritePace(Terminal terminal, SweepProgress last, DateTimeOffset at)
    {
        var pace = Pace.Of(last, at);
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{DurationText.Of(pace.Elapsed)}, {pace.PerSecond:0.0} trials/s, {last.FromStore} from the store."));
    }
}

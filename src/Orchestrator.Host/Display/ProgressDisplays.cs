using Orchestrator.Host.Commands.Options;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Host.Display;

/// <summary>Chooses the display that fits what was asked for and what the output can show.</summary>
internal static class ProgressDisplays
{
    /// <summary>A display for one sweep.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="answer">Gives what the finished sweep came to, for the last JSON object; null: nothing.</param>
    public static IProgressDisplay Create(
        this DisplayKind kind, Terminal terminal,
        Func<CancellationToken, Task<ReportDocument?>>? answer = null) => kind switch
        {
            DisplayKind.Json => new JsonDisplay(terminal.Out, terminal.Time, answer),
            DisplayKind.Quiet => new QuietDisplay(),
            _ when terminal.Screen is { } screen => new TerminalDisplay(screen, terminal.Time),
            _ => new PlainDisplay(terminal.Out, terminal.Time),
        };
}

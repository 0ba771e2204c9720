using Orchestrator.Host.Commands.Options;

namespace Orchestrator.Host.Display;

/// <summary>Chooses the display that fits what was asked for and what the output can show.</summary>
internal static class ProgressDisplays
{
    /// <summary>A display for one sweep.</summary>
    public static IProgressDisplay Create(this DisplayKind kind, Terminal terminal) => kind switch
    {
        DisplayKind.Json => new JsonDisplay(terminal.Out, terminal.Time),
        DisplayKind.Quiet => new QuietDisplay(),
        _ when terminal.Screen is { } screen => new TerminalDisplay(screen, terminal.Time),
        _ => new PlainDisplay(terminal.Out, terminal.Time),
    };
}

using Spectre.Console;

namespace Orchestrator.Host;

/// <summary>The world as the program sees it: its streams, its clock, its environment. Tests bring their own.</summary>
internal sealed record Terminal
{
    /// <summary>Takes what was asked for.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes what went wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>A screen that can be drawn on; null where the output is a pipe or a file.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment's variables by name; null for one that is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Whether whole exceptions are shown.</summary>
    public bool ShowsExceptions { get; init; }

    /// <summary>The terminal that the process was started from.</summary>
    public static Terminal OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Screen = Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? null : AnsiConsole.Console,
        Variable = Environment.GetEnvironmentVariable,
        ShowsExceptions = Environment.GetEnvironmentVariable(FailureReport.DebugVariable) == "1",
    };
}

namespace Orchestrator.Host.Commands.Options;

/// <summary>How a command shows what goes on.</summary>
internal enum DisplayKind
{
    /// <summary>A live picture on a terminal, lines through a pipe.</summary>
    Live,

    /// <summary>Nothing but the end.</summary>
    Quiet,

    /// <summary>JSON, one object a line.</summary>
    Json,
}

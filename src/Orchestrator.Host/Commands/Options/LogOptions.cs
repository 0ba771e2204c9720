using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--log-json</c>: how a service writes its log.</summary>
internal sealed class LogOptions
{
    public Option<bool> Json { get; } = new("--log-json") { Description = "Write the log as JSON, one object a line" };

    /// <summary>Whether log lines are JSON objects.</summary>
    public bool Read(ParseResult parsed) => parsed.GetValue(Json);
}

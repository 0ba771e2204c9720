using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--quiet</c> and <c>--json</c>.</summary>
internal sealed class DisplayOptions
{
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Print nothing but the final summary" };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print progress and end as JSON, one object a line",
    };

    /// <summary>What was asked for; JSON where it was both.</summary>
    public DisplayKind Read(ParseResult parsed) => parsed.GetValue(Json) ? DisplayKind.Json
        : parsed.GetValue(Quiet) ? DisplayKind.Quiet : DisplayKind.Live;
}

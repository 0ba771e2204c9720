using System.CommandLine;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--data</c>: where results and events are kept.</summary>
internal sealed class StoreOptions
{
    public Option<string> Data { get; } = SharedOptions.Data();

    /// <summary>Whether a store was named.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetResult(Data) is { Implicit: false };

    /// <summary>The store.</summary>
    public string Read(ParseResult parsed) => parsed.GetRequiredValue(Data);

    /// <summary>A command reads a store or asks a coordinator, not both.</summary>
    public void ExcludeFrom(Command command, ClientOptions coordinator) => command.Validators.Add(parsed =>
    {
        if (parsed.GetResult(Data) is { Implicit: false } && parsed.GetResult(coordinator.Coordinator) is { Implicit: false })
            parsed.AddError("--data and --coordinator exclude each other: read a store or ask a coordinator");
    });
}

using System.CommandLine;
using Orchestrator.Host.Client;

namespace Orchestrator.Host.Commands.Options;

/// <summary>The options of a command that asks a coordinator.</summary>
internal sealed class ClientOptions
{
    public Option<IReadOnlyList<Uri>> Coordinator { get; } = CoordinatorOption.Create();

    /// <summary>Whether a coordinator was named, by the option or the environment.</summary>
    public bool AreGiven(ParseResult parsed, Terminal terminal) =>
        parsed.GetResult(Coordinator) is { Implicit: false }
        || terminal.Variable(CoordinatorOption.Variable) is { Length: > 0 };

    /// <summary>The way to the coordinator; to be disposed of.</summary>
    /// <exception cref="BadInputException">The environment names something that is no URL.</exception>
    public CoordinatorClient Open(ParseResult parsed, Terminal terminal) =>
        new(new CoordinatorLink(parsed.Resolve(Coordinator, terminal), terminal.Time, terminal.Error));

    /// <summary>What to append to a suggested command so that it asks the same coordinator.</summary>
    public string Hint(ParseResult parsed) => parsed.GetResult(Coordinator) is { Implicit: false }
        ? $" --coordinator {string.Join(',', parsed.GetRequiredValue(Coordinator).Select(CoordinatorOption.Text))}"
        : "";
}

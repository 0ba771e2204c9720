using System.CommandLine;
using Orchestrator.Host.Client;

namespace Orchestrator.Host.Commands.Options;

/// <summary>The options of a command that asks a coordinator.</summary>
/// <param name="isWorkers">Whether the command is a worker's.</param>
internal sealed class ClientOptions(bool isWorkers = false)
{
    public Option<IReadOnlyList<Uri>> Coordinator { get; } = CoordinatorOption.Create();

    /// <summary>What is trusted of coordinators and shown to them.</summary>
    public AccessOptions Access { get; } = new(isWorkers);

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Coordinator);
        Access.AddTo(command);
    }

    /// <summary>Whether a coordinator was named, by the option or the environment.</summary>
    public bool AreGiven(ParseResult parsed, Terminal terminal) =>
        parsed.GetResult(Coordinator) is { Implicit: false }
        || terminal.Variable(CoordinatorOption.Variable) is { Length: > 0 };

    /// <summary>The way to the coordinator; to be disposed of.</summary>
    /// <exception cref="BadInputException">
    /// The environment names something that is no URL, a file cannot be used, or a token would go unprotected.
    /// </exception>
    public CoordinatorClient Open(ParseResult parsed, Terminal terminal)
    {
        var addresses = parsed.Resolve(Coordinator, terminal);
        return new CoordinatorClient(new CoordinatorLink(
            addresses, Access.Open(parsed, terminal, addresses), terminal.Time, terminal.Error));
    }

    /// <summary>What to append to a suggested command so that it asks the same coordinator.</summary>
    public string Hint(ParseResult parsed) => (parsed.GetResult(Coordinator) is { Implicit: false }
        ? $" --coordinator {string.Join(',', parsed.GetRequiredValue(Coordinator).Select(CoordinatorOption.Text))}"
        : "") + Access.Hint(parsed);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using Orchestrator.Journal.Locations;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--data</c> and <c>--store</c>: where results, events and blobs are kept.</summary>
internal sealed class StoreOptions
{
    /// <summary>Names the store where no option does; it keeps a password out of the list of processes.</summary>
    public const string Variable = "ORCHESTRATOR_STORE";

    public Option<string> Data { get; } = SharedOptions.Data();

    public Option<StoreLocation> Store { get; } = new("--store")
    {
        Description = "A PostgreSQL database instead of a folder: postgres://user:password@host/db "
            + $"[default: {Variable}]",
        HelpName = "URL",
        CustomParser = Read,
    };

    /// <summary>Adds both to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Store);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(Data) is { Implicit: false } && parsed.GetResult(Store) is not null)
                parsed.AddError("--data and --store exclude each other: a folder or a database");
        });
    }

    /// <summary>Adds both to a command that can ask a coordinator instead.</summary>
    public void AddTo(Command command, ClientOptions coordinator)
    {
        AddTo(command);
        coordinator.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(coordinator.Coordinator) is not { Implicit: false })
                return;
            if (parsed.GetResult(Data) is { Implicit: false })
                parsed.AddError("--data and --coordinator exclude each other: read a store or ask a coordinator");
            if (parsed.GetResult(Store) is not null)
                parsed.AddError("--store and --coordinator exclude each other: read a store or ask a coordinator");
        });
    }

    /// <summary>Whether an option names a store.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetResult(Data) is { Implicit: false } || parsed.GetResult(Store) is not null;

    /// <summary>Where the store is: as the options say, or the environment, or the user's folder.</summary>
    /// <exception cref="BadInputException">The environment names something else.</exception>
    public StoreLocation Locate(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(Store) is { } given)
            return given;
        if (parsed.GetResult(Data) is { Implicit: false } || terminal.Variable(Variable) is not { Length: > 0 } named)
            return new StoreLocation.Sqlite(parsed.GetRequiredValue(Data));
        try
        {
            return StoreLocation.Parse(named);
        }
        catch (FormatException wrong)
        {
            throw new BadInputException($"{Variable}: {wrong.Message}");
        }
    }

    /// <summary>What to append to a suggested command so that it finds the same store; never a password.</summary>
    public string Hint(ParseResult parsed) => parsed.GetValue(Store) switch
    {
        null => SharedOptions.DataHint(parsed.GetRequiredValue(Data)),
        StoreLocation.Sqlite folder => SharedOptions.DataHint(folder.Path),
        var database => $" --store {database}",
    };

    // The text may hold a password, so it is not repeated.
    private static StoreLocation? Read(ArgumentResult result)
    {
        try
        {
            return StoreLocation.Parse(result.Tokens[^1].Value);
        }
        catch (FormatException wrong)
        {
            result.AddError($"--store: {wrong.Message}");
            return null;
        }
    }
}

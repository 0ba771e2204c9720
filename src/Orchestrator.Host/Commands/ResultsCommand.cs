using System.CommandLine;
using System.Text;
using Orchestrator.Host.Client;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Locations;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Host.Commands;

/// <summary><c>results</c>: what a sweep came to, as a table or for other programs.</summary>
internal static class ResultsCommand
{
    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.StoredSweep();
        var format = new Option<string>("--format")
        {
            Description = "How to write them",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var timings = new Option<bool>("--timings") { Description = "Add seconds, worker, attempts and errors" };
        var traces = new Option<bool>("--traces")
        {
            Description = "Write the generators' losses by epoch instead (csv; not of a coordinator)",
        };
        var quality = new Option<bool>("--quality")
        {
            Description = "Write how good and private the generated rows are instead (csv; not of a coordinator)",
        };
        var output = new Option<string?>("--output") { Description = "Write to a file", HelpName = "FILE" };
        var store = new StoreOptions();
        var coordinator = new ClientOptions();
        var command = new Command("results", "Show or export the results of a sweep")
        {
            sweep, format, timings, traces, quality, output,
        };
        store.AddTo(command, coordinator);
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new Request(
                parsed.GetRequiredValue(sweep), parsed.GetRequiredValue(format), parsed.GetValue(timings),
                Instead(parsed.GetValue(traces), parsed.GetValue(quality)), parsed.GetValue(output));
            if (store.AreGiven(parsed) || !coordinator.AreGiven(parsed, terminal))
                return await OfStoreAsync(request, store.Locate(parsed, terminal), terminal, cancellation);
            using var client = coordinator.Open(parsed, terminal);
            return await OfCoordinatorAsync(request, client, terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> OfStoreAsync(
        Request request, StoreLocation location, Terminal terminal, CancellationToken cancellation)
    {
        await using var connection = await StoreConnection.OpenAsync(
            location, new StoreConnectionOptions { ReadOnly = true }, terminal.Time, cancellation);
        var store = connection.Results;
        var record = await StoredSweeps.FindAsync(request.Sweep, store, cancellation);
        var plan = StoredSweeps.PlanOf(record);
        if (plan.Definition.Spec.Search is not null)
        {
            RequireTable(request, plan);
            SummaryWriter.Write(terminal, await StoredSearches.LeaderboardAsync(plan, store, cancellation));
            return ExitCode.Ok;
        }

        return await WriteAsync(
            request, plan, new StoredTrials(plan, record.Id, store),
            writer => request.Fits == FitExport.Traces
                ? TraceExport.WriteCsvAsync(plan, store, writer, cancellation)
                : QualityExport.WriteCsvAsync(plan, store, writer, cancellation),
            terminal, cancellation);
    }

    private static async Task<int> OfCoordinatorAsync(
        Request request, CoordinatorClient client, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Fits != FitExport.None)
        {
            var option = request.Fits == FitExport.Traces ? "--traces" : "--quality";
            throw new BadInputException($"{option} needs the store itself: name it with --data or --store");
        }

        var sweep = await RemoteSweep.GetAsync(client, request.Sweep, cancellation);
        if (sweep.Plan.Definition.Spec.Search is not null)
        {
            RequireTable(request, sweep.Plan);
            SummaryWriter.Write(terminal, await sweep.LeaderboardAsync(cancellation));
            return ExitCode.Ok;
        }

        return await WriteAsync(request, sweep.Plan, sweep, _ => Task.CompletedTask, terminal, cancellation);
    }

    private static async Task<int> WriteAsync(
        Request request, SweepPlan plan, ITrialSource trials, Func<TextWriter, Task> writeFits, Terminal terminal,
        CancellationToken cancellation)
    {
        if (request is { Output: null, Format: "table", Fits: FitExport.None, Timings: false })
        {
            SummaryWriter.Write(terminal, await SummaryTable.BuildAsync(plan, trials, cancellation));
            return ExitCode.Ok;
        }

        await using var file = request.Output is { } path ? Create(path) : null;
        var writer = file ?? terminal.Out;
        if (request.Fits != FitExport.None)
            await writeFits(writer);
        else
        {
            var format = Enum.Parse<ResultsFormat>(request.Format, ignoreCase: true);
            await ResultsExport.WriteAsync(plan, trials, format, writer, request.Timings, cancellation);
        }

        return ExitCode.Ok;
    }

    private static void RequireTable(Request request, SweepPlan plan)
    {
        var name = plan.Definition.Spec.Name;
        if (request is not { Output: null, Format: "table", Fits: FitExport.None, Timings: false })
        {
            throw new BadInputException($"{name} is a search: its trials are those of its rounds; export them one by "
                + $"one, {name}.round-1 and so on, as orchestrator list names them");
        }
    }

    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be written: {refused.Message}");
        }
    }

    private static FitExport Instead(bool traces, bool quality) => (traces, quality) switch
    {
        (true, true) => throw new BadInputException("--traces and --quality are two files: ask for one at a time"),
        (true, _) => FitExport.Traces,
        (_, true) => FitExport.Quality,
        _ => FitExport.None,
    };

    private enum FitExport
    {
        None,
        Traces,
        Quality,
    }

    private sealed record Request(string Sweep, string Format, bool Timings, FitExport Fits, string? Output);
}

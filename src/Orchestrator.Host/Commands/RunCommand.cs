using System.CommandLine;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Reports.Tables;
using Orchestrator.Training.Classifiers;
using Orchestrator.Worker;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Host.Commands;

/// <summary><c>run</c>: runs a sweep in this process, or takes it up again where it was left.</summary>
internal static class RunCommand
{
    private const int MostSlots = 1024;

    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.Sweep();
        var data = SharedOptions.Data();
        var slots = new Option<int>("--slots")
        {
            Description = "How many bundles run at a time [default: one a core]",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        slots.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value is < 1 or > MostSlots)
                result.AddError($"--slots is a whole number from 1 to {MostSlots}");
        });
        var quiet = new Option<bool>("--quiet") { Description = "Print nothing but the final summary" };
        var json = new Option<bool>("--json") { Description = "Print progress and end as JSON, one object a line" };
        var command = new Command("run", "Run a sweep on this machine; run it again to resume it")
        {
            sweep, data, slots, quiet, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(
                parsed.GetRequiredValue(sweep), parsed.GetRequiredValue(data), parsed.GetRequiredValue(slots),
                parsed.GetValue(quiet), parsed.GetValue(json)),
            terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Request request, Terminal terminal, CancellationToken interrupted)
    {
        var loaded = SweepLoader.Load(request.Sweep);
        foreach (var model in loaded.Plan.Definition.Spec.Models)
            ClassifierTrainers.Find(model.Algorithm.Name).RequireLibraries();
        using var directory = DataDirectory.OpenForWriting(request.Data);
        await using var store = directory.OpenResults();
        var record = loaded.ToRecord(terminal.Time.GetUtcNow());
        var last = await FollowAsync(request, loaded, record, directory, store, terminal, interrupted);
        if (last is not { IsFinished: true })
            return Interrupted(request, terminal);
        if (!request.Json)
            await SummariseAsync(request, loaded, last, store, terminal, interrupted);
        return last.Failed > 0 ? ExitCode.TrialsFailed : ExitCode.Ok;
    }

    // The last state; null where the user stopped it. What was computed is durable in either case.
    private static async Task<SweepProgress?> FollowAsync(
        Request request, LoadedSweep loaded, SweepRecord record, DataDirectory directory, IResultStore store,
        Terminal terminal, CancellationToken interrupted)
    {
        var datasets = new DatasetShelf();
        datasets.Add(loaded.Dataset);
        await using var orchestrator = await EmbeddedOrchestrator.StartAsync(
            store, directory.JournalConnectionString, WorkerOptions.Cpu("local", request.Slots), datasets,
            terminal.Time);
        try
        {
            return await Display(request, terminal)
                .FollowAsync(orchestrator.RunAsync(loaded.Plan, record, interrupted), interrupted);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static IProgressDisplay Display(Request request, Terminal terminal) => request switch
    {
        { Json: true } => new JsonDisplay(terminal.Out, terminal.Time),
        { Quiet: true } => new QuietDisplay(),
        _ when terminal.Screen is { } screen => new TerminalDisplay(screen, terminal.Time),
        _ => new PlainDisplay(terminal.Out, terminal.Time),
    };

    private static int Interrupted(Request request, Terminal terminal)
    {
        terminal.Error.WriteLine("stopped; what was finished is stored. To go on:");
        terminal.Error.WriteLine($"  orchestrator run {request.Sweep}{SharedOptions.DataHint(request.Data)}");
        return ExitCode.Interrupted;
    }

    private static async Task SummariseAsync(
        Request request, LoadedSweep loaded, SweepProgress last, IResultStore store, Terminal terminal,
        CancellationToken cancellation)
    {
        var id = last.SweepId;
        SummaryWriter.Write(terminal, await SummaryTable.BuildAsync(loaded.Plan, id, store, cancellation));
        var pace = Pace.Of(last, terminal.Time.GetUtcNow());
        var hint = SharedOptions.DataHint(request.Data);
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{DurationText.Of(pace.Elapsed)}, {pace.PerSecond:0.0} trials/s, {last.FromStore} from the store."));
        terminal.Out.WriteLine($"Sweep {id} in {Path.GetFullPath(request.Data)}; to export it:");
        terminal.Out.WriteLine($"  orchestrator results {id} --format csv --output {last.Name}.csv{hint}");
    }

    private sealed record Request(string Sweep, string Data, int Slots, bool Quiet, bool Json);
}

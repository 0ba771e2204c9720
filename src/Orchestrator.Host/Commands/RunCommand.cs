using System.CommandLine;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Tables;
using Orchestrator.Training.Classifiers;
using Orchestrator.Worker;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Host.Commands;

/// <summary><c>run</c>: runs a sweep in this process, or takes it up again where it was left.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.Sweep();
        var datasets = SharedOptions.Datasets();
        var store = new StoreOptions();
        var slots = SharedOptions.ChosenSlots(
            "How many bundles run at a time: as measured on this machine, where not given");
        var display = new DisplayOptions();
        var command = new Command("run", "Run a sweep on this machine; run it again to resume it")
        {
            sweep, datasets, slots, display.Quiet, display.Json,
        };
        store.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            new Request(
                parsed.GetRequiredValue(sweep), store.Locate(parsed, terminal), store.Hint(parsed),
                SharedOptions.GivenSlots(parsed, slots), display.Read(parsed))
            {
                Datasets = parsed.GetValue(datasets),
            },
            terminal, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Request request, Terminal terminal, CancellationToken interrupted)
    {
        var parts = SharedOptions.LoadAll(request.Sweep, request.Datasets, terminal);
        foreach (var model in parts.SelectMany(part => part.Plan.Definition.Spec.Models))
            ClassifierTrainers.Find(model.Algorithm.Name).RequireLibraries();
        await using var store = await StoreConnection.OpenAsync(
            request.Store, new StoreConnectionOptions(), terminal.Time, interrupted);
        var ended = await FollowAsync(request, parts, store, terminal, interrupted);
        if (ended.Count < parts.Count)
            return Interrupted(request, terminal);
        if (request.Display != DisplayKind.Json)
            await SummariseAsync(request, parts, ended, store.Results, terminal, interrupted);
        return ended.Any(sweep => sweep.Last.Failed > 0) ? ExitCode.TrialsFailed : ExitCode.Ok;
    }

    // The last state of each sweep; fewer than there are where the user stopped it. What was computed is durable then.
    private static async Task<List<(SweepProgress Last, DateTimeOffset At)>> FollowAsync(
        Request request, IReadOnlyList<LoadedSweep> parts, StoreConnection store, Terminal terminal,
        CancellationToken interrupted)
    {
        var ended = new List<(SweepProgress, DateTimeOffset)>();
        var datasets = new DatasetShelf();
        foreach (var part in parts.DistinctBy(part => part.Dataset.ContentHash))
            datasets.Add(part.Dataset);
        var device = MeasuredDevice.Open(MeasuredDevice.FolderOf(request.Store), "cpu", terminal);
        device.MeasureGroups(MeasuredDevice.AlgorithmsOf(parts), interrupted);
        await using var orchestrator = await EmbeddedOrchestrator.StartAsync(
            store, WorkerOptions.Cpu("local", request.Slots ?? device.Slots), datasets, terminal.Time,
            device.GroupSizes);
        try
        {
            foreach (var part in parts.Select(device.WithCosts))
            {
                var record = part.ToRecord(terminal.Time.GetUtcNow());
                var last = await request.Display
                    .Create(terminal, stop => VerdictWriter.AnswerAsync([Input(part, store.Results)], stop))
                    .FollowAsync(orchestrator.RunAsync(part.Plan, record, interrupted), interrupted);
                if (last is not { IsFinished: true })
                    break;
                ended.Add((last, terminal.Time.GetUtcNow()));
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // What has ended is told of below.
        }

        return ended;
    }

    private static int Interrupted(Request request, Terminal terminal)
    {
        terminal.Error.WriteLine("stopped; what was finished is stored. To go on:");
        var datasets = request.Datasets is null ? "" : $" --datasets {request.Datasets}";
        terminal.Error.WriteLine($"  orchestrator run {request.Sweep}{datasets}{request.StoreHint}");
        return ExitCode.Interrupted;
    }

    // The answer over all data sets first, then each sweep.
    private static async Task SummariseAsync(
        Request request, IReadOnlyList<LoadedSweep> parts, List<(SweepProgress Last, DateTimeOffset At)> ended,
        IResultStore store, Terminal terminal, CancellationToken cancellation)
    {
        VerdictWriter.Write(terminal, await VerdictWriter.AnswerAsync(
            [.. parts.Select(part => Input(part, store))], cancellation));
        foreach (var (part, (last, at)) in parts.Zip(ended))
            await SummariseAsync(request, part, last, at, store, terminal, cancellation);
        if (parts.Count < 2)
            return;
        terminal.Out.WriteLine("To read them together:");
        var ids = string.Join(' ', ended.Select(sweep => sweep.Last.SweepId));
        terminal.Out.WriteLine($"  orchestrator report {ids}{request.StoreHint}");
    }

    private static async Task SummariseAsync(
        Request request, LoadedSweep loaded, SweepProgress last, DateTimeOffset at, IResultStore store,
        Terminal terminal, CancellationToken cancellation)
    {
        var id = last.SweepId;
        SummaryWriter.Write(terminal, loaded.Plan.Definition.Spec.Search is null
            ? await SummaryTable.BuildAsync(loaded.Plan, id, store, cancellation)
            : await StoredSearches.LeaderboardAsync(loaded.Plan, store, cancellation));
        SummaryWriter.WritePace(terminal, last, at);
        if (loaded.Plan.Definition.Spec.Search is not null)
        {
            terminal.Out.WriteLine($"Search {id} in {SharedOptions.Place(request.Store)}; its rounds are sweeps:");
            terminal.Out.WriteLine($"  orchestrator list{request.StoreHint}");
            return;
        }

        terminal.Out.WriteLine($"Sweep {id} in {SharedOptions.Place(request.Store)}; to read or export it:");
        terminal.Out.WriteLine($"  orchestrator report {id}{request.StoreHint}");
        terminal.Out.WriteLine($"  orchestrator results {id} --format csv --output {last.Name}.csv{request.StoreHint}");
    }

    private static ReportInput Input(LoadedSweep part, IResultStore store) =>
        ReportInput.Stored(part.Plan, part.Plan.Definition.Id, store) with { Traces = new NoTraces() };

    private sealed record Request(
        string Sweep, StoreLocation Store, string StoreHint, int? Slots, DisplayKind Display)
    {
        public string? Datasets { get; init; }
    }
}

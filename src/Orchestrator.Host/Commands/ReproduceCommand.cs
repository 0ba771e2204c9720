using System.CommandLine;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Locations;
using Orchestrator.Reports.Reproductions;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Host.Commands;

/// <summary>
/// <c>reproduce</c>: runs a published experiment and prints published against measured. A number that does not come out
/// again is no error.
/// </summary>
internal static class ReproduceCommand
{
    private const string What =
        "Run a published experiment and print published against measured, with a verdict for each number and claim";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "The experiment (--list names them)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var list = new Option<bool>("--list") { Description = "List the experiments and their sizes" };
        var full = new Option<bool>("--full") { Description = "The published size, over many seeds; may take hours" };
        var quick = new Option<bool>("--quick") { Description = "A small size: a minute or two (the default)" };
        var datasets = SharedOptions.Datasets();
        var output = new Option<string?>("--output")
        {
            Description = "Write the tables (Markdown) and figures (SVG) into a folder",
            HelpName = "DIR",
        };
        var slots = SharedOptions.Slots("How many bundles run at a time: one a core, where not given");
        var store = new StoreOptions();
        var display = new DisplayOptions();
        var command = new Command("reproduce", What)
        {
            name, list, quick, full, datasets, output, slots, display.Quiet,
        };
        store.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(full) && parsed.GetValue(quick))
                parsed.AddError("--full and --quick exclude each other");
            if (parsed.GetValue(name) is null && !parsed.GetValue(list))
                parsed.AddError("name an experiment; --list shows them");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
                return List(terminal);
            var experiment = Named.Find(
                parsed.GetValue(name)!, [.. Experiments.List().Select(e => e.Name)], Experiments.Find, "experiment");
            return await RunAsync(
                new Request(
                    experiment, !parsed.GetValue(full), parsed.GetValue(datasets), parsed.GetValue(output),
                    store.Locate(parsed, terminal), store.Hint(parsed), parsed.GetRequiredValue(slots),
                    parsed.GetValue(display.Quiet) ? DisplayKind.Quiet : DisplayKind.Live),
                terminal, cancellation);
        });
        return command;
    }

    private static int List(Terminal terminal)
    {
        TableWriter.Write(terminal, new TableModel(
            "Published experiments",
            [
                new("name", Right: false), new("quick", Right: true), new("full", Right: true),
                new("what", Right: false),
            ],
            [
                .. Experiments.List().Select(e => (IReadOnlyList<string>)
                    [e.Name, ExperimentSize.Of(e, quick: true), ExperimentSize.Of(e, quick: false), e.Title]),
            ]));
        return ExitCode.Ok;
    }

    private static async Task<int> RunAsync(Request request, Terminal terminal, CancellationToken interrupted)
    {
        var output = request.Output is { } folder ? ReproductionFolder.Create(folder) : null;
        var runner = ExperimentRunner.Load(request.Experiment, request.Quick, request.Datasets, request.Slots);
        await using var store = await StoreConnection.OpenAsync(
            request.Store, new StoreConnectionOptions(), terminal.Time, interrupted);
        var failed = await runner.RunAsync(store, request.Display, terminal, interrupted);
        if (failed is null)
        {
            await terminal.Error.WriteLineAsync("stopped; what was finished is stored. To go on:");
            await terminal.Error.WriteLineAsync($"  {request.Line}{request.DatasetsHint}{request.StoreHint}");
            return ExitCode.Interrupted;
        }

        var report = await ReproductionReport.BuildAsync(
            request.Experiment, runner.Sweeps, store.Results, interrupted);
        Write(report, request, terminal);
        if (output is not null)
        {
            await output.WriteAsync(report, request.Line, interrupted);
            await terminal.Out.WriteLineAsync($"Tables and figures are in {output.Path}.");
        }

        return failed > 0 ? ExitCode.TrialsFailed : ExitCode.Ok;
    }

    private static void Write(ReproductionReport report, Request request, Terminal terminal)
    {
        terminal.Out.WriteLine($"{report.Experiment.Title}\n{report.Experiment.Source}\n");
        foreach (var table in ReproductionTables.Of(report))
        {
            TableWriter.Write(terminal, table);
            terminal.Out.WriteLine();
        }

        foreach (var note in ReproductionTables.Notes(report))
            terminal.Out.WriteLine(note);
        terminal.Out.WriteLine($"\n{ReproductionTables.Legend}");
        terminal.Out.WriteLine(ReproductionTables.Footer(report));
        if (request.Quick)
            terminal.Out.WriteLine("This was the quick size; the published one: --full");
    }

    private sealed record Request(
        Experiment Experiment, bool Quick, string? Datasets, string? Output, StoreLocation Store, string StoreHint,
        int Slots, DisplayKind Display)
    {
        /// <summary>What to append to it so that it finds the same data.</summary>
        public string DatasetsHint => Datasets is null ? "" : $" --datasets {Datasets}";

        /// <summary>The command line, without where things are kept.</summary>
        public string Line => $"orchestrator reproduce {Experiment.Name} {(Quick ? "--quick" : "--full")}";
    }
}

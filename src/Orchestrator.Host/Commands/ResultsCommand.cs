using System.CommandLine;
using System.Text;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Host.Commands;

/// <summary><c>results</c>: what a sweep came to, as a table or for other programs.</summary>
internal static class ResultsCommand
{
    public static Command Create(Terminal terminal)
    {
        var sweep = new Argument<string>("SWEEP") { Description = "A sweep's id, the beginning of it, or its name" };
        var format = new Option<string>("--format")
        {
            Description = "How to write them",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var timings = new Option<bool>("--timings") { Description = "Add seconds, worker, attempts and errors" };
        var traces = new Option<bool>("--traces")
        {
            Description = "Write the generators' losses by epoch instead (csv)",
        };
        var output = new Option<string?>("--output") { Description = "Write to a file", HelpName = "FILE" };
        var data = SharedOptions.Data();
        var command = new Command("results", "Show or export the results of a sweep")
        {
            sweep, format, timings, traces, output, data,
        };
        command.SetAction((parsed, cancellation) => WriteAsync(
            new Request(
                parsed.GetRequiredValue(sweep), parsed.GetRequiredValue(format), parsed.GetValue(timings),
                parsed.GetValue(traces), parsed.GetValue(output), parsed.GetRequiredValue(data)),
            terminal, cancellation));
        return command;
    }

    private static async Task<int> WriteAsync(Request request, Terminal terminal, CancellationToken cancellation)
    {
        using var directory = DataDirectory.OpenForReading(request.Data);
        await using var store = directory.OpenResults();
        var record = await StoredSweeps.FindAsync(request.Sweep, store, cancellation);
        var plan = StoredSweeps.PlanOf(record);
        if (request is { Output: null, Format: "table", Traces: false, Timings: false })
        {
            SummaryWriter.Write(terminal, await SummaryTable.BuildAsync(plan, record.Id, store, cancellation));
            return ExitCode.Ok;
        }

        if (request.Output is null)
        {
            await ExportAsync(request, plan, record.Id, store, terminal.Out, cancellation);
            return ExitCode.Ok;
        }

        await using var file = Create(request.Output);
        await ExportAsync(request, plan, record.Id, store, file, cancellation);
        return ExitCode.Ok;
    }

    private static Task ExportAsync(
        Request request, SweepPlan plan, string id, IResultStore store, TextWriter writer,
        CancellationToken cancellation)
    {
        if (request.Traces)
            return TraceExport.WriteCsvAsync(plan, store, writer, cancellation);
        var format = Enum.Parse<ResultsFormat>(request.Format, ignoreCase: true);
        return ResultsExport.WriteAsync(plan, id, store, format, writer, request.Timings, cancellation);
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

    private sealed record Request(
        string Sweep, string Format, bool Timings, bool Traces, string? Output, string Data);
}

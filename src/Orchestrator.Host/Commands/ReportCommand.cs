using System.CommandLine;
using System.Text;
using Grpc.Core;
using Orchestrator.Host.Client;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Journal.Locations;
using Orchestrator.Protocol;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Formats;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Commands;

/// <summary><c>report</c>: the answer of one sweep or more, for people and for programs.</summary>
internal static class ReportCommand
{
    private static readonly IReadOnlyDictionary<string, (ReportFormat Form, Wire.ReportFormat Wire)> Formats =
        new Dictionary<string, (ReportFormat, Wire.ReportFormat)>
        {
            ["text"] = (ReportFormat.Text, Wire.ReportFormat.AnswerText),
            ["md"] = (ReportFormat.Markdown, Wire.ReportFormat.Markdown),
            ["html"] = (ReportFormat.Html, Wire.ReportFormat.Html),
            ["json"] = (ReportFormat.Json, Wire.ReportFormat.AnswerJson),
            ["csv"] = (ReportFormat.Csv, Wire.ReportFormat.AnswerCsv),
        };

    public static Command Create(Terminal terminal)
    {
        var sweeps = new Argument<string[]>("SWEEP")
        {
            Description = "Sweeps, each by its id, the beginning of it, or its name",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "How to write it",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var output = new Option<string?>("--output")
        {
            Description = "Write to a file; html goes to NAME.html where none is given",
            HelpName = "FILE",
        };
        var rope = NumberOption.Real("--rope", 0, 1, 0.01,
            "A gain this small is practically none: 0.01 is a point; of losses and errors a share of the mean");
        var level = NumberOption.Real("--level", 0.5, 0.9999, 0.95, "The confidence level of intervals");
        var (store, coordinator) = (new StoreOptions(), new ClientOptions());
        var command = new Command("report", "Does synthetic data help? The answer of one sweep or more")
        {
            sweeps, format, output, rope, level,
        };
        store.AddTo(command, coordinator);
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new Request(
                parsed.GetRequiredValue(sweeps), parsed.GetRequiredValue(format), parsed.GetValue(output),
                parsed.GetRequiredValue(rope), parsed.GetRequiredValue(level));
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
        var records = await StoredSweeps.FindAllAsync(request.Sweeps, connection.Results, cancellation);
        var document = await ReportBuilder.BuildAsync(
            [.. records.Select(r => ReportInput.Stored(StoredSweeps.PlanOf(r), r.Id, connection.Results))],
            new ReportOptions { Level = request.Level, Rope = request.Rope, Program = ProtocolVersion.Program },
            cancellation);
        return Write(
            request, [.. document.Sweeps.Select(sweep => sweep.Name)],
            writer => ReportWriter.Write(document, Formats[request.Format].Form, writer), terminal);
    }

    // The coordinator has the traces too, which are not streamed: it makes the report.
    private static async Task<int> OfCoordinatorAsync(
        Request request, CoordinatorClient client, Terminal terminal, CancellationToken cancellation)
    {
        var ask = new Wire.GetReportRequest
        {
            Format = Formats[request.Format].Wire,
            Level = request.Level,
            Rope = request.Rope,
        };
        var found = new List<Wire.Sweep>();
        foreach (var sweep in request.Sweeps)
            found.AddRange(await FindAsync(sweep, client, cancellation));
        ask.Sweep = found[0].Id;
        ask.MoreSweeps.AddRange(found.Skip(1).Select(sweep => sweep.Id));
        var report = await client.GetReportAsync(ask, cancellation);
        return Write(
            request, [.. found.Select(sweep => sweep.Name).Distinct()], writer => writer.Write(report.Content),
            terminal);
    }

    // The name of a file of several data sets names all of its sweeps.
    private static async Task<IReadOnlyList<Wire.Sweep>> FindAsync(
        string sweep, CoordinatorClient client, CancellationToken cancellation)
    {
        try
        {
            return [await client.GetAsync(sweep, cancellation)];
        }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.NotFound)
        {
            var all = new List<Wire.Sweep>();
            await foreach (var known in client.ListAsync(cancellation))
                all.Add(known);
            var parts = PartNames.Among(all, known => known.Name, sweep);
            if (parts.Count == 0)
                throw;
            return parts;
        }
    }

    private static int Write(
        Request request, IReadOnlyList<string> names, Action<TextWriter> write, Terminal terminal)
    {
        var page = names.Count == 1 ? $"{names[0]}.html" : "report.html";
        var path = request.Output ?? (request.Format == "html" ? page : null);
        if (path is null)
        {
            write(terminal.Out);
            return ExitCode.Ok;
        }

        using (var file = Create(path))
            write(file);
        if (request.Output is null)
            terminal.Out.WriteLine($"The report is in {Path.GetFullPath(path)}");
        return ExitCode.Ok;
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
        IReadOnlyList<string> Sweeps, string Format, string? Output, double Rope, double Level);
}

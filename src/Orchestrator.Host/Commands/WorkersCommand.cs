using System.CommandLine;
using System.Globalization;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Tables;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Commands;

/// <summary><c>workers</c>: the workers that are attached to a coordinator.</summary>
internal static class WorkersCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("name", Right: false), new("host", Right: false), new("slots", Right: false), new("busy", Right: true),
        new("results", Right: true), new("attached", Right: true), new("last heard", Right: true),
        new("memory", Right: true), new("version", Right: false), new("state", Right: false),
    ];

    public static Command Create(Terminal terminal)
    {
        var coordinator = new ClientOptions();
        var command = new Command("workers", "List the workers that are attached to the coordinator");
        coordinator.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = coordinator.Open(parsed, terminal);
            var workers = await client.ListWorkersAsync(cancellation);
            TableWriter.Write(terminal, new TableModel("Workers", Columns, [.. workers.Select(Row)]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(Wire.Worker worker) =>
    [
        worker.Name, worker.Host, Slots(worker), $"{worker.BusySlots}", $"{worker.Results}",
        DurationText.Of(TimeSpan.FromSeconds(worker.AttachedSeconds)),
        DurationText.Of(TimeSpan.FromSeconds(worker.SilentSeconds)), Memory(worker), worker.Version,
        worker.Draining ? "draining" : "working",
    ];

    // "4 cpu, 1 cuda:0"
    private static string Slots(Wire.Worker worker) => string.Join(
        ", ", worker.Slots.GroupBy(s => s.Device).Select(device => $"{device.Count()} {device.Key}"));

    private static string Memory(Wire.Worker worker)
    {
        var text = Mebibytes(worker.ResidentBytes);
        return worker.GpuBytes > 0 ? $"{text} + {Mebibytes(worker.GpuBytes)} GPU" : text;
    }

    private static string Mebibytes(long bytes) =>
        bytes == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N0} MiB");
}

using System.CommandLine;
using System.Net;
using Orchestrator.Host.Client.Access;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;
using Orchestrator.Host.Telemetry;
using Orchestrator.Training.Costs;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Host.Commands;

/// <summary><c>work</c>: a worker node, which attaches to a coordinator and runs what it is given.</summary>
internal static class WorkCommand
{
    private const string Processes = "process";
    private const string Threads = "thread";

    private static readonly TimeSpan DefaultDrain = TimeSpan.FromSeconds(30);

    public static Command Create(Terminal terminal)
    {
        var coordinator = new ClientOptions(isWorkers: true);
        var slots = SharedOptions.ChosenSlots(
            "How many bundles run at a time: as measured on this machine, where not given");
        var device = DeviceOption.Create();
        var name = TextOption.WorkerName();
        var cache = new Option<string>("--cache")
        {
            Description = "The folder that data sets are kept in [default: orchestrator in the user's caches]",
            HelpName = "DIR",
        };
        var drain = NumberOption.Seconds(
            "--drain", 0, 86_400,
            "On SIGTERM, let bundles go on for so long before they are handed back [default: 30]");
        var isolation = new Option<string>("--isolation")
        {
            Description = "What a slot is: a process of its own, which may die without harm to the others, or a thread",
            DefaultValueFactory = _ => Processes,
        };
        isolation.AcceptOnlyFromAmong(Processes, Threads);
        var listen = ListenOption.CreateOptional("Serve /metrics, /healthz and /readyz there; port 0 picks a free one");
        var port = new ServerSecurityOptions(coordinator.Access.Insecure, "The --listen port: ");
        var logs = new LogOptions();
        var command = new Command("work", "Attach to a coordinator and run what it hands out, until told to stop")
        {
            slots, device, name, cache, drain, isolation, listen, logs.Json,
        };
        coordinator.AddTo(command);
        port.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(slots) is { Implicit: false } && parsed.GetResult(device) is { Implicit: false })
                parsed.AddError("--slots and --device exclude each other: every --device is a slot");
            if (parsed.GetResult(listen) is null && port.AreGiven(parsed))
            {
                parsed.AddError("--certificate, --key, --client-ca and --tokens are of the port that --listen opens; "
                    + "what coordinators are shown has --client-certificate, --client-key and --token-file");
            }
        });
        command.SetAction(async (parsed, stop) =>
        {
            var addresses = parsed.Resolve(coordinator.Coordinator, terminal);
            using var access = coordinator.Access.Open(parsed, terminal, addresses);
            using var security = parsed.GetValue(listen) is { } place
                ? port.Open(parsed, terminal, place) : ServerSecurity.None;
            var request = new Request(
                addresses, access,
                parsed.GetResult(device) is { Implicit: false } ? parsed.GetRequiredValue(device) : [],
                SharedOptions.GivenSlots(parsed, slots),
                parsed.GetValue(name)
                    ?? TextOption.DefaultWorkerName(Environment.MachineName, Environment.ProcessId),
                parsed.GetValue(cache) ?? WorkerComposition.DefaultCache(terminal.Variable),
                parsed.Given(drain) ?? DefaultDrain,
                parsed.GetRequiredValue(isolation) == Processes, parsed.GetValue(listen), security,
                logs.Read(parsed));
            return await RunAsync(request, terminal, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(Request asked, Terminal terminal, CancellationToken stop)
    {
        var request = asked with { Devices = Measure(asked, terminal, stop) };
        await using var server = await WorkerServer.StartAsync(
            TelemetryOptions.OfWorker(request.Name, request.Cache) with { LogsJson = request.LogsJson },
            request.Listen, request.Security, terminal.Time);
        Announce(request, server.Address, terminal);
        await WorkAsync(request, server, terminal.Time, stop);
        await server.StopAsync();
        terminal.Out.WriteLine("The worker has left; nothing that it held is lost.");
        return ExitCode.Ok;
    }

    // Every kind of device once, before its slots read what came of it; the devices of the slots.
    private static IReadOnlyList<string> Measure(Request request, Terminal terminal, CancellationToken stop)
    {
        if (request.Devices.Count == 0)
        {
            var cpu = Measured("cpu");
            return [.. Enumerable.Repeat("cpu", request.Slots ?? cpu.Slots)];
        }

        foreach (var device in request.Devices.Distinct(StringComparer.Ordinal))
            _ = Measured(device);
        return request.Devices;

        MeasuredDevice Measured(string device)
        {
            var measured = MeasuredDevice.Open(request.Cache, device, terminal);
            measured.MeasureGroups(DeviceProbes.Usual, stop);
            return measured;
        }
    }

    private static async Task WorkAsync(
        Request request, WorkerServer server, TimeProvider time, CancellationToken stop)
    {
        var cache = WorkerComposition.Cache(request.Cache, time);
        var slots = request.IsIsolated
            ? WorkerComposition.Processes(request.Cache, time)
            : WorkerSlots.Threads(WorkerComposition.Runner(request.Cache, time));
        var options = new RemoteWorkerOptions(
            WorkerComposition.Offer(request.Name, request.Devices), request.Coordinators)
        {
            DrainLimit = request.Drain,
            Access = request.Access,
        };
        // Spreads the retries of workers that lose one coordinator together.
        var jitter = ((ulong)Environment.ProcessId << 32) ^ (ulong)time.GetTimestamp();
        await using var worker = new RemoteWorker(options, slots, cache, time, jitter, server.Loggers);
        server.Serve(worker);
        // A second signal ends the process, so there is no other way to call it off.
        await worker.RunAsync(stop, CancellationToken.None);
    }

    private static void Announce(Request request, Uri? address, Terminal terminal)
    {
        var devices = request.Devices.GroupBy(d => d).Select(d => $"{d.Count()} {d.Key}");
        var kind = request.IsIsolated ? "a process each" : "threads";
        terminal.Out.WriteLine($"Worker {request.Name}: {string.Join(", ", devices)} ({kind}).");
        terminal.Out.WriteLine(
            $"Coordinator: {string.Join(", ", request.Coordinators.Select(CoordinatorOption.Text))}");
        terminal.Out.WriteLine($"Data sets are cached in {Path.GetFullPath(request.Cache)}");
        if (address is not null)
            terminal.Out.WriteLine($"Metrics and health: {address}metrics, {address}healthz, {address}readyz");
        terminal.Out.Flush();
    }

    private sealed record Request(
        IReadOnlyList<Uri> Coordinators, CoordinatorAccess Access, IReadOnlyList<string> Devices, int? Slots,
        string Name, string Cache,
        TimeSpan Drain,
        bool IsIsolated, IPEndPoint? Listen, ServerSecurity Security, bool LogsJson);
}

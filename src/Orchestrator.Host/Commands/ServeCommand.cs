using System.CommandLine;
using System.Net;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Serving;
using Orchestrator.Journal.Locations;
using Orchestrator.Protocol;

namespace Orchestrator.Host.Commands;

/// <summary><c>serve</c>: a coordinator, to which workers attach and clients submit.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan DefaultSilence = TimeSpan.FromSeconds(30);

    public static Command Create(Terminal terminal)
    {
        var listen = ListenOption.Create();
        var store = new StoreOptions();
        var advertise = OptionText.One<Uri>(
            "--advertise", "URL", "Where workers, clients and other coordinators reach this one [default: as --listen]",
            CoordinatorOption.Allowed, CoordinatorOption.TryRead);
        var silence = NumberOption.Seconds(
            "--silence", 0.5, 3600, "Take a worker's leases back after so long without a word of it [default: 30]");
        var heartbeat = NumberOption.Seconds(
            "--heartbeat", 0.1, 1800, "How often a worker is to give a sign of life [default: a third of --silence]");
        var security = new ServerSecurityOptions();
        var limits = new LimitOptions();
        var logs = new LogOptions();
        var command = new Command("serve", "Coordinate sweeps: workers attach to it, clients submit to it")
        {
            listen, advertise, silence, heartbeat, logs.Json,
        };
        store.AddTo(command);
        security.AddTo(command);
        limits.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var (place, terms) = (
                parsed.GetRequiredValue(listen),
                Terms(parsed.Given(silence) ?? DefaultSilence, parsed.Given(heartbeat)));
            using var guarded = security.Open(parsed, terminal, place);
            var isOpen = !guarded.Authenticates && IPAddress.IsLoopback(place.Address);
            var settings = new ServeSettings(
                place, parsed.GetValue(advertise), terms, guarded, limits.Read(parsed, isOpen), logs.Read(parsed));
            return await ServeAsync(settings, store.Locate(parsed, terminal), terminal, stop);
        });
        return command;
    }

    private static async Task<int> ServeAsync(
        ServeSettings settings, StoreLocation location, Terminal terminal, CancellationToken stop)
    {
        await using var store = await StoreConnection.OpenAsync(
            location, new StoreConnectionOptions(), terminal.Time, stop);
        await using var server = await CoordinatorServer.StartAsync(settings, store, terminal.Time, stop);
        ServeBanner.Write(terminal.Out, server, settings, location);
        await RunAsync(server, terminal, stop);
        terminal.Out.WriteLine("Stopping: streams are ended, results received are stored.");
        await server.StopAsync();
        return ExitCode.Ok;
    }

    // Until it is told to stop; says when it begins to lead, and when it no longer does.
    private static async Task RunAsync(CoordinatorServer server, Terminal terminal, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (!server.Leadership.IsLeading)
                    await SayAsync("This coordinator stands by for the one that leads.");
                await server.Leadership.LeadingAsync(stop);
                await SayAsync("This coordinator leads.");
                await server.Leadership.StandingByAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }

        Task SayAsync(string line)
        {
            terminal.Out.WriteLine(line);
            return terminal.Out.FlushAsync(stop);
        }
    }

    private static SessionTerms Terms(TimeSpan silence, TimeSpan? heartbeat)
    {
        if (heartbeat > silence / 2)
        {
            var (beat, limit) = (heartbeat.Value.TotalSeconds, silence.TotalSeconds);
            throw new BadInputException(
                FormattableString.Invariant($"--heartbeat '{beat}' is more than half of --silence '{limit}'"));
        }

        return new SessionTerms(heartbeat ?? silence / 3, silence);
    }
}

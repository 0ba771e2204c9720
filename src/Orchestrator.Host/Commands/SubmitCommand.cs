using System.CommandLine;
using Google.Protobuf;
using Orchestrator.Host.Client;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Commands;

/// <summary><c>submit</c>: gives a sweep, and the data it needs, to a coordinator.</summary>
internal static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.Sweep();
        var datasets = SharedOptions.Datasets();
        var coordinator = new ClientOptions();
        var priority = NumberOption.Whole(
            "--priority", -1000, 1000, "Sweeps of higher priority come first");
        var key = TextOption.IdempotencyKey();
        var watch = new Option<bool>("--watch") { Description = "Follow the sweep until it is finished" };
        var display = new DisplayOptions();
        var command = new Command("submit", "Give a sweep to a coordinator; its workers run it")
        {
            sweep, datasets, priority, key, watch, display.Quiet, display.Json,
        };
        coordinator.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var parts = SharedOptions.LoadAll(parsed.GetRequiredValue(sweep), parsed.GetValue(datasets), terminal);
            var named = parsed.GetValue(key);
            if (named is not null && parts.Count > 1)
                throw new BadInputException($"--idempotency-key names one sweep; this file stands for {parts.Count}");
            using var client = coordinator.Open(parsed, terminal);
            var (kind, hint) = (display.Read(parsed), coordinator.Hint(parsed));
            var submitted = new List<string>();
            foreach (var part in parts)
            {
                var request = Request(part, parsed.GetValue(priority), named);
                var reply = await SubmitAsync(client, part, request, cancellation);
                Tell(reply, kind, parsed.GetValue(watch), hint, terminal);
                submitted.Add(reply.Sweep.Id);
            }

            return parsed.GetValue(watch)
                ? await WatchAsync(client, submitted, kind, hint, terminal, cancellation)
                : ExitCode.Ok;
        });
        return command;
    }

    // One after the other; the first that does not end well says with which code.
    private static async Task<int> WatchAsync(
        CoordinatorClient client, List<string> sweeps, DisplayKind kind, string hint, Terminal terminal,
        CancellationToken interrupted)
    {
        var code = ExitCode.Ok;
        foreach (var sweep in sweeps)
        {
            var ended = await WatchCommand.FollowAsync(client, sweep, kind, hint, terminal, interrupted);
            code = code == ExitCode.Ok ? ended : code;
            if (interrupted.IsCancellationRequested)
                break;
        }

        return code;
    }

    private static Wire.SubmitRequest Request(LoadedSweep loaded, int priority, string? key) => new()
    {
        SpecText = loaded.Plan.Definition.SpecText,
        SpecName = Path.GetFileName(loaded.SpecPath) ?? $"{loaded.Plan.Definition.Spec.Name}.yaml",
        DatasetHash = ByteString.CopyFrom(loaded.Plan.Definition.DatasetHash.ToBytes()),
        Priority = priority,
        IdempotencyKey = key ?? "",
    };

    // A data set of the user's own is known to nobody else: it goes first, under the hash that the sweep names.
    private static async Task<Wire.SubmitReply> SubmitAsync(
        CoordinatorClient client, LoadedSweep loaded, Wire.SubmitRequest request, CancellationToken cancellation)
    {
        if (loaded.UserData is { } content)
            await client.PutBlobAsync(loaded.Plan.Definition.DatasetHash, content, cancellation);
        return await client.SubmitAsync(request, cancellation);
    }

    private static void Tell(
        Wire.SubmitReply reply, DisplayKind kind, bool isWatched, string hint, Terminal terminal)
    {
        var sweep = reply.Sweep;
        switch (kind)
        {
            case DisplayKind.Json:
                JsonDisplay.WriteSubmitted(terminal.Out, sweep.Id, sweep.Name, sweep.TotalTrials, reply.Existed);
                return;
            case DisplayKind.Quiet:
                if (!isWatched)
                    terminal.Out.WriteLine(sweep.Id);
                return;
        }

        var how = reply.Existed
            ? $"taken up again, {sweep.CompletedTrials} of {sweep.TotalTrials} trials have results"
            : $"submitted, {sweep.TotalTrials} trials";
        terminal.Out.WriteLine($"Sweep {sweep.Id} ({sweep.Name}): {how}.");
        if (isWatched)
            return;
        terminal.Out.WriteLine($"  orchestrator watch {sweep.Id}{hint}");
        terminal.Out.WriteLine($"  orchestrator results {sweep.Id} --format csv --output {sweep.Name}.csv{hint}");
    }
}

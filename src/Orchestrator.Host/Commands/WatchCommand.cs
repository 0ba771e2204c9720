using System.CommandLine;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Host.Client;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Host.Commands;

/// <summary><c>watch</c>: follows a sweep of a coordinator to its end.</summary>
internal static class WatchCommand
{
    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.StoredSweep();
        var coordinator = new ClientOptions();
        var display = new DisplayOptions();
        var command = new Command("watch", "Follow a sweep until it is finished, and show what it came to")
        {
            sweep, display.Quiet, display.Json,
        };
        coordinator.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = coordinator.Open(parsed, terminal);
            return await FollowAsync(
                client, parsed.GetRequiredValue(sweep), display.Read(parsed), coordinator.Hint(parsed), terminal,
                cancellation);
        });
        return command;
    }

    /// <summary>Follows a sweep and returns the exit code that its end calls for.</summary>
    /// <param name="client">The coordinator.</param>
    /// <param name="sweep">The sweep's id, the beginning of it, or its name.</param>
    /// <param name="display">How to show it.</param>
    /// <param name="hint">What a suggested command needs to find the same coordinator.</param>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="interrupted">The user has seen enough; the sweep goes on.</param>
    public static async Task<int> FollowAsync(
        CoordinatorClient client, string sweep, DisplayKind display, string hint, Terminal terminal,
        CancellationToken interrupted)
    {
        var found = await RemoteSweep.GetAsync(client, sweep, interrupted);
        SweepProgress? last;
        try
        {
            last = await display.Create(terminal, stop => VerdictWriter.AnswerAsync([Input(found)], stop))
                .FollowAsync(client.WatchAsync(found.Sweep.Id, interrupted), interrupted);
        }
        catch (Exception e) when (e is OperationCanceledException or Grpc.Core.RpcException
            && interrupted.IsCancellationRequested)
        {
            last = null;
        }

        if (last is not { IsFinished: true })
            return Left(found, hint, terminal);
        if (display != DisplayKind.Json)
            await SummariseAsync(found, last, hint, terminal, interrupted);
        if (last.Status == SweepStatus.Cancelled)
        {
            terminal.Error.WriteLine("the sweep was cancelled; orchestrator submit takes it up again");
            return ExitCode.Interrupted;
        }

        return last.Failed > 0 ? ExitCode.TrialsFailed : ExitCode.Ok;
    }

    private static ReportInput Input(RemoteSweep found) => new(found.Plan, found, new NoTraces());

    private static int Left(RemoteSweep found, string hint, Terminal terminal)
    {
        terminal.Error.WriteLine("no longer watching; the sweep goes on. To watch it again:");
        terminal.Error.WriteLine($"  orchestrator watch {found.Sweep.Id}{hint}");
        return ExitCode.Interrupted;
    }

    private static async Task SummariseAsync(
        RemoteSweep found, SweepProgress last, string hint, Terminal terminal, CancellationToken cancellation)
    {
        VerdictWriter.Write(terminal, await VerdictWriter.AnswerAsync([Input(found)], cancellation));
        SummaryWriter.Write(terminal, found.Plan.Definition.Spec.Search is null
            ? await SummaryTable.BuildAsync(found.Plan, found, cancellation)
            : await found.LeaderboardAsync(cancellation));
        SummaryWriter.WritePace(terminal, last, terminal.Time.GetUtcNow());
        if (found.Plan.Definition.Spec.Search is not null)
        {
            terminal.Out.WriteLine($"Search {last.SweepId}; its rounds are sweeps:");
            terminal.Out.WriteLine($"  orchestrator list{hint}");
            return;
        }

        terminal.Out.WriteLine($"Sweep {last.SweepId}; to read or export it:");
        terminal.Out.WriteLine($"  orchestrator report {last.SweepId}{hint}");
        terminal.Out.WriteLine(
            $"  orchestrator results {last.SweepId} --format csv --output {last.Name}.csv{hint}");
    }
}

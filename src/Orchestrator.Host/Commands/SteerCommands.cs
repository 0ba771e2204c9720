using System.CommandLine;
using Orchestrator.Host.Client;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Trials.States;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Commands;

/// <summary><c>pause</c>, <c>resume</c>, <c>cancel</c> and <c>retry</c>: steer a sweep of a coordinator.</summary>
internal static class SteerCommands
{
    private delegate Task<Wire.Sweep> Request(
        CoordinatorClient client, string sweep, CancellationToken cancellation);

    /// <summary>All four.</summary>
    public static IEnumerable<Command> Create(Terminal terminal)
    {
        yield return Create("pause", "Hand out nothing new of a sweep; what workers hold goes on",
            (client, sweep, cancellation) => client.PauseAsync(sweep, cancellation), terminal);
        yield return Create("resume", "Go on with a sweep that was paused",
            (client, sweep, cancellation) => client.ResumeAsync(sweep, cancellation), terminal);
        yield return Create("cancel", "Give a sweep up; what was computed stays, and submit takes it up again",
            (client, sweep, cancellation) => client.CancelAsync(sweep, cancellation), terminal);
        yield return Create("retry", "Give the failed trials of a sweep fresh attempts",
            (client, sweep, cancellation) => client.RetryAsync(sweep, cancellation), terminal);
    }

    private static Command Create(string name, string description, Request request, Terminal terminal)
    {
        var sweep = SharedOptions.StoredSweep();
        var coordinator = new ClientOptions();
        var command = new Command(name, description) { sweep };
        coordinator.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = coordinator.Open(parsed, terminal);
            var found = await request(client, parsed.GetRequiredValue(sweep), cancellation);
            await terminal.Out.WriteLineAsync(Standing(found));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A sweep as it stands, in a line.</summary>
    private static string Standing(Wire.Sweep sweep) =>
        $"Sweep {sweep.Id} ({sweep.Name}) is {Word(sweep.Status)}: {sweep.CompletedTrials} of {sweep.TotalTrials} "
        + $"trials completed, {sweep.FailedTrials} failed.";

    /// <summary>A status as people say it.</summary>
    public static string Word(Wire.SweepStatus status) => SweepStatusMapper.ToDomain(status) switch
    {
        SweepStatus.None => "not begun",
        var known => known.ToString().ToLowerInvariant(),
    };
}

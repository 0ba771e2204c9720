using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;

namespace Orchestrator.Worker.Execution;

/// <summary>What a lease's trials came to, sent to the coordinator one by one. Used by one thread.</summary>
internal sealed class LeaseReport(LeaseGranted granted, string worker, ChannelWriter<WorkerMessage> outgoing)
{
    private readonly Dictionary<long, int> _attempts = granted.Trials.ToDictionary(
        trial => trial.Index, trial => trial.Attempt);

    /// <summary>The trials of the lease that nothing was said of yet.</summary>
    public bool IsOpen(long trial) => _attempts.ContainsKey(trial);

    /// <summary>These trials, as far as they are open, are under way from now on, and no others.</summary>
    public void Started(IEnumerable<long> trials) =>
        outgoing.TryWrite(new TrialsStarted(granted.Lease, [.. trials.Where(IsOpen)]));

    /// <summary>All open trials are under way.</summary>
    public void AllStarted() => Started(_attempts.Keys);

    public void Finished(long trial, TrialResult result, double fitSeconds, double predictSeconds)
    {
        _attempts.Remove(trial, out var attempt);
        var timings = new TrialTimings(fitSeconds, predictSeconds, worker, attempt);
        outgoing.TryWrite(new TrialFinished(granted.Lease, trial, result, timings));
    }

    // The same data and settings fail the same way again; anything else may have been the machine's fault.
    public void Threw(long trial, Exception error)
    {
        if (_attempts.Remove(trial))
            outgoing.TryWrite(
                new TrialThrew(granted.Lease, trial, OneLine(error), Retryable: error is not TrainingException));
    }

    public void RestThrew(Exception error)
    {
        foreach (var trial in _attempts.Keys.ToList())
            Threw(trial, error);
    }

    public void Fitted(GeneratorTrace trace) => outgoing.TryWrite(new GeneratorFitted(granted.Lease, trace));

    public void Progressed(StageProgress stage) => outgoing.TryWrite(new LeaseProgressed(granted.Lease, stage));

    public void Ended(
        string stage, string algorithm, int trials, DateTimeOffset start, TimeSpan duration, string? error) =>
        outgoing.TryWrite(new StageEnded(granted.Lease, stage, algorithm, trials, start, duration, error));

    /// <summary>What an error says, in one line; of errors that are not the trainer's, with the kind.</summary>
    public static string OneLine(Exception error)
    {
        var text = string.Join(' ', error.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return error is TrainingException ? text : $"{error.GetType().Name}: {text}";
    }
}

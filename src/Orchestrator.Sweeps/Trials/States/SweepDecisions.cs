namespace Orchestrator.Sweeps.Trials.States;

/// <summary>
/// What follows from a command: events, or none where there is nothing to do. Pure. A command that does not fit the
/// state (a result delivered twice, a pause of a paused sweep) changes nothing; commands may be repeated.
/// </summary>
public static class SweepDecisions
{
    /// <summary>
    /// The events that <paramref name="command"/> gives rise to in <paramref name="state"/>, in order.
    /// </summary>
    public static IReadOnlyList<SweepEvent> Decide(SweepState state, SweepCommand command) => command switch
    {
        Submit submit => OnSubmit(state, submit),
        RecordCompleted completed => OnCompleted(state, completed),
        RecordMissing missing => OnMissing(state, missing),
        RecordFailure failure => OnFailure(state, failure),
        Pause => state.Status == SweepStatus.Running ? [new SweepPaused()] : [],
        Resume => state.Status == SweepStatus.Paused ? [new SweepResumed()] : [],
        RetryFailed => OnRetry(state),
        Cancel => state.Status is SweepStatus.Running or SweepStatus.Paused ? [new SweepCancelled()] : [],
        _ => throw new ArgumentOutOfRangeException(
            nameof(command), command.GetType().Name, "A command of no known kind."),
    };

    private static List<SweepEvent> OnSubmit(SweepState state, Submit submit)
    {
        if (state.Status == SweepStatus.None)
            return [new SweepSubmitted(submit.Name, submit.TrialCount, submit.Attempts)];
        var events = new List<SweepEvent>();
        if (state.Failed > 0)
            events.Add(new FailedTrialsRetried());
        var reopens = state.Status is SweepStatus.Paused or SweepStatus.Cancelled
            || (state.Status == SweepStatus.Completed && state.Failed > 0);
        if (reopens)
            events.Add(new SweepResumed());
        // A cancelled sweep may have had its last results after that: there is nothing left to wait for.
        if (reopens && state.Completed >= state.TrialCount)
            events.Add(new SweepCompleted());
        return events;
    }

    private static SweepEvent[] OnRetry(SweepState state) => state switch
    {
        { Failed: 0 } or { Status: SweepStatus.None or SweepStatus.Cancelled } => [],
        { Status: SweepStatus.Completed } => [new FailedTrialsRetried(), new SweepResumed()],
        _ => [new FailedTrialsRetried()],
    };

    private static List<SweepEvent> OnCompleted(SweepState state, RecordCompleted command)
    {
        var fresh = TrialRange.Of(TrialRange.Indices(command.Trials).Where(t => !state.IsCompleted(t)));
        if (fresh.Count == 0)
            return [];
        var ended = TrialRange.Indices(fresh).LongCount(state.IsPending);
        return WithEnd(state, new TrialsCompleted(fresh), ended);
    }

    private static SweepEvent[] OnMissing(SweepState state, RecordMissing command)
    {
        var missing = TrialRange.Of(TrialRange.Indices(command.Trials).Where(state.IsCompleted));
        return missing.Count == 0 ? [] : [new ResultsMissing(missing), .. Reopen(state)];
    }

    private static SweepEvent[] Reopen(SweepState state) =>
        state.Status == SweepStatus.Completed ? [new SweepResumed()] : [];

    private static List<SweepEvent> OnFailure(SweepState state, RecordFailure command)
    {
        if (!state.IsPending(command.Trial))
            return [];
        var isFinal = !command.Retryable || state.AttemptsOf(command.Trial) + 1 >= state.Attempts;
        return isFinal
            ? WithEnd(state, new TrialFailed(command.Trial, command.Error), ended: 1)
            : [new TrialAttemptFailed(command.Trial, command.Error)];
    }

    private static List<SweepEvent> WithEnd(SweepState state, SweepEvent happened, long ended)
    {
        var open = state.Status is SweepStatus.Running or SweepStatus.Paused;
        var exhausted = state.Completed + state.Failed + ended >= state.TrialCount;
        return open && exhausted ? [happened, new SweepCompleted()] : [happened];
    }
}

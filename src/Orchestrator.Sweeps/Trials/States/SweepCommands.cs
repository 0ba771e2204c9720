namespace Orchestrator.Sweeps.Trials.States;

/// <summary>Something that is asked of a sweep.</summary>
public abstract record SweepCommand
{
    private protected SweepCommand()
    {
    }
}

/// <summary>
/// Submit the sweep, or take it up again: after a stop, a cancellation, or with failed trials to retry.
/// </summary>
public sealed record Submit(string Name, long TrialCount, int Attempts) : SweepCommand;

/// <summary>Take note that these trials have their results in the store.</summary>
public sealed record RecordCompleted(IReadOnlyList<TrialRange> Trials) : SweepCommand;

/// <summary>Take note that the store does not hold the results of these trials, whatever was noted before.</summary>
public sealed record RecordMissing(IReadOnlyList<TrialRange> Trials) : SweepCommand;

/// <summary>Take note that a trial threw.</summary>
/// <param name="Trial">Its index.</param>
/// <param name="Error">The error, in one line.</param>
/// <param name="Retryable">False where a second attempt would fail the same way.</param>
public sealed record RecordFailure(long Trial, string Error, bool Retryable) : SweepCommand;

/// <summary>Hand out nothing new.</summary>
public sealed record Pause : SweepCommand;

/// <summary>Hand out again.</summary>
public sealed record Resume : SweepCommand;

/// <summary>Give up.</summary>
public sealed record Cancel : SweepCommand;

/// <summary>Give every failed trial a fresh set of attempts; nothing happens to a sweep that was given up.</summary>
public sealed record RetryFailed : SweepCommand;

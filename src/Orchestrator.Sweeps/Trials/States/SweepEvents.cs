namespace Orchestrator.Sweeps.Trials.States;

/// <summary>
/// Something that happened to a sweep: what the journal keeps. A released shape never changes; a new one gets a new
/// name.
/// </summary>
public abstract record SweepEvent
{
    private protected SweepEvent()
    {
    }
}

/// <summary>The sweep was submitted for the first time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TrialCount">The number of trials of its grid.</param>
/// <param name="Attempts">How many times a trial is started before it counts as failed.</param>
public sealed record SweepSubmitted(string Name, long TrialCount, int Attempts) : SweepEvent;

/// <summary>These trials have their results in the store.</summary>
public sealed record TrialsCompleted(IReadOnlyList<TrialRange> Trials) : SweepEvent;

/// <summary>The store no longer holds the results of these trials: they are pending again.</summary>
public sealed record ResultsMissing(IReadOnlyList<TrialRange> Trials) : SweepEvent;

/// <summary>A trial threw and will be started again.</summary>
public sealed record TrialAttemptFailed(long Trial, string Error) : SweepEvent;

/// <summary>A trial failed for good.</summary>
public sealed record TrialFailed(long Trial, string Error) : SweepEvent;

/// <summary>Failed trials are pending again, with a fresh set of attempts.</summary>
public sealed record FailedTrialsRetried : SweepEvent;

/// <summary>Nothing new is handed out.</summary>
public sealed record SweepPaused : SweepEvent;

/// <summary>Pending trials are handed out again, after a pause, a cancellation or a retry.</summary>
public sealed record SweepResumed : SweepEvent;

/// <summary>The user gave the sweep up.</summary>
public sealed record SweepCancelled : SweepEvent;

/// <summary>Every trial ended.</summary>
public sealed record SweepCompleted : SweepEvent;

namespace Orchestrator.Sweeps.Trials.States;

/// <summary>
/// A sweep's state, folded from its events. It changes only in <see cref="Apply"/>, which is deterministic and reads no
/// clock. Leases are not part of it: after a restart every unfinished trial is pending. Not thread-safe: an actor owns
/// it.
/// </summary>
public sealed class SweepState
{
    private readonly TrialSet _completed = new();
    private readonly Dictionary<long, TrialFailure> _failures = [];

    /// <summary>The state of a sweep that nothing has happened to.</summary>
    public SweepState()
    {
    }

    /// <summary>The state that <paramref name="snapshot"/> was taken of.</summary>
    public SweepState(SweepSnapshot snapshot)
    {
        Status = snapshot.Status;
        Name = snapshot.Name;
        TrialCount = snapshot.TrialCount;
        Attempts = snapshot.Attempts;
        foreach (var trial in TrialRange.Indices(snapshot.Completed))
            _completed.Add(trial);
        foreach (var (trial, failure) in snapshot.Failures)
            _failures.Add(trial, failure);
        Failed = _failures.Values.LongCount(failure => failure.IsFinal);
    }

    /// <summary>Where the sweep stands.</summary>
    public SweepStatus Status { get; private set; }

    /// <summary>The sweep's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The number of trials of the grid.</summary>
    public long TrialCount { get; private set; }

    /// <summary>How many times a trial is started before it counts as failed.</summary>
    public int Attempts { get; private set; } = 1;

    /// <summary>How many trials have a result.</summary>
    public long Completed => _completed.Count;

    /// <summary>How many trials failed for good.</summary>
    public long Failed { get; private set; }

    /// <summary>What is known of the trials that threw and have no result.</summary>
    public IReadOnlyDictionary<long, TrialFailure> Failures => _failures;

    /// <summary>True once every trial has a result or failed for good.</summary>
    public bool IsExhausted => Completed + Failed >= TrialCount;

    /// <summary>Whether the trial has a result.</summary>
    public bool IsCompleted(long trial) => _completed.Contains(trial);

    /// <summary>Whether the trial still has to be run.</summary>
    public bool IsPending(long trial) =>
        !_completed.Contains(trial) && !(_failures.TryGetValue(trial, out var failure) && failure.IsFinal);

    /// <summary>How many times the trial was started and threw.</summary>
    public int AttemptsOf(long trial) => _failures.TryGetValue(trial, out var failure) ? failure.Attempts : 0;

    /// <summary>The state in the form that is stored.</summary>
    public SweepSnapshot ToSnapshot() => new(
        Status, Name, TrialCount, Attempts, [.. _completed.Ranges()], new Dictionary<long, TrialFailure>(_failures));

    /// <summary>Takes over what an event says.</summary>
    public void Apply(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepSubmitted submitted:
                (Name, TrialCount, Attempts) = (submitted.Name, submitted.TrialCount, submitted.Attempts);
                Status = SweepStatus.Running;
                break;
            case TrialsCompleted completed:
                foreach (var trial in TrialRange.Indices(completed.Trials))
                    Complete(trial);
                break;
            case ResultsMissing missing:
                foreach (var trial in TrialRange.Indices(missing.Trials))
                    _completed.Remove(trial);
                break;
            case TrialAttemptFailed failed:
                _failures[failed.Trial] = new(failed.Error, AttemptsOf(failed.Trial) + 1, IsFinal: false);
                break;
            case TrialFailed failed:
                _failures[failed.Trial] = new(failed.Error, AttemptsOf(failed.Trial) + 1, IsFinal: true);
                Failed++;
                break;
            case FailedTrialsRetried:
                _failures.Clear();
                Failed = 0;
                break;
            default:
                Status = StatusAfter(happened);
                break;
        }
    }

    private static SweepStatus StatusAfter(SweepEvent happened) => happened switch
    {
        SweepPaused => SweepStatus.Paused,
        SweepResumed => SweepStatus.Running,
        SweepCancelled => SweepStatus.Cancelled,
        SweepCompleted => SweepStatus.Completed,
        _ => throw new ArgumentOutOfRangeException(
            nameof(happened), happened.GetType().Name, "An event of no known kind."),
    };

    private void Complete(long trial)
    {
        if (_completed.Add(trial) && _failures.Remove(trial, out var failure) && failure.IsFinal)
            Failed--;
    }
}

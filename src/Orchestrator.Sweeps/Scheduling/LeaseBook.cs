using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// The leases of one sweep that are out, and what is remembered of trials that went down with one: pure state, no
/// clock, not thread-safe. A crash is one trial's doing at most. Trials that may be the cause are kept apart, each
/// alone in its next lease; a trial that was alone when its lease went down is charged an attempt, and nobody else is
/// ever charged. Not persisted: after a restart nothing is out and nothing is suspected.
/// </summary>
public sealed class LeaseBook
{
    /// <summary>A trial that went down with this many lost workers is kept apart.</summary>
    public const int StrikesUntilAlone = 2;

    private readonly Dictionary<LeaseId, OutLease> _out = [];
    private readonly TrialSet _held = new();
    private readonly Dictionary<long, int> _strikes = [];
    private readonly HashSet<long> _alone = [];
    private readonly Dictionary<long, HashSet<string>> _failedOn = [];

    /// <summary>The leases that are out, by when they were granted.</summary>
    public IReadOnlyCollection<OutLease> Out => _out.Values;

    /// <summary>Whether a lease that is out holds the trial.</summary>
    public bool IsHeld(long trial) => _held.Contains(trial);

    /// <summary>Whether the trial is leased by itself only.</summary>
    public bool IsKeptApart(long trial) => _alone.Count > 0 && _alone.Contains(trial);

    /// <summary>The workers on which the trial failed.</summary>
    public IReadOnlyCollection<string> FailedOn(long trial) =>
        _failedOn.Count > 0 && _failedOn.TryGetValue(trial, out var workers) ? workers : [];

    /// <summary>The lease; null where it is not out.</summary>
    public OutLease? Find(LeaseId lease) => _out.GetValueOrDefault(lease);

    /// <summary>A worker has these trials now.</summary>
    /// <exception cref="ArgumentException">The lease is out already, or one of the trials is held.</exception>
    public void Grant(LeaseId lease, string worker, BundlePart part, IReadOnlyList<long> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0 || trials.Any(IsHeld))
            throw new ArgumentException("A lease has trials, none of which another holds.", nameof(trials));
        _out.Add(lease, new OutLease(lease, worker, part, trials));
        foreach (var trial in trials)
            _held.Add(trial);
    }

    /// <summary>The trial has its result, whichever lease it came from: nothing is remembered against it.</summary>
    public void Completed(LeaseId lease, long trial)
    {
        _out.GetValueOrDefault(lease)?.Report(trial);
        if (_strikes.Count > 0)
            _strikes.Remove(trial);
        if (_alone.Count > 0)
            _alone.Remove(trial);
        if (_failedOn.Count > 0)
            _failedOn.Remove(trial);
    }

    /// <summary>The worker reported that the trial threw; the lease goes on without it.</summary>
    public void Threw(LeaseId lease, long trial)
    {
        if (_out.TryGetValue(lease, out var held) && held.Report(trial))
            Remember(trial, held.Worker);
    }

    /// <summary>
    /// The lease is over. Its trials are held no longer; what follows for them is said by the answer.
    /// </summary>
    /// <returns>Null where the lease was not out.</returns>
    public LeaseAftermath? End(LeaseId lease, LeaseEnding ending)
    {
        if (!_out.Remove(lease, out var ended))
            return null;
        foreach (var trial in ended.Trials)
            _held.Remove(trial);
        return ending switch
        {
            LeaseCrashed crashed => AfterCrash(ended, crashed),
            LeaseLost lost => AfterLoss(ended, lost),
            _ => new LeaseAftermath(ended.Part, Charged: null),
        };
    }

    private LeaseAftermath AfterCrash(OutLease ended, LeaseCrashed crashed)
    {
        if (ended.Trials.Count == 1)
            return Charge(ended, crashed.Error);
        var suspects = ended.Unreported.Where(crashed.Suspects.Contains).ToList();
        foreach (var suspect in suspects.Count > 0 ? suspects : [.. ended.Unreported])
        {
            _alone.Add(suspect);
            Remember(suspect, ended.Worker);
        }

        return new LeaseAftermath(ended.Part, Charged: null);
    }

    private LeaseAftermath AfterLoss(OutLease ended, LeaseLost lost)
    {
        if (ended.Trials.Count == 1)
            return Charge(ended, lost.Reason);
        foreach (var trial in ended.Unreported)
        {
            _strikes[trial] = _strikes.GetValueOrDefault(trial) + 1;
            if (_strikes[trial] >= StrikesUntilAlone)
                _alone.Add(trial);
            Remember(trial, ended.Worker);
        }

        return new LeaseAftermath(ended.Part, Charged: null);
    }

    private LeaseAftermath Charge(OutLease ended, string error)
    {
        if (ended.Unreported.Count == 0)
            return new LeaseAftermath(ended.Part, Charged: null);
        var trial = ended.Trials[0];
        _alone.Add(trial);
        Remember(trial, ended.Worker);
        return new LeaseAftermath(ended.Part, new ChargedTrial(trial, error));
    }

    private void Remember(long trial, string worker)
    {
        if (!_failedOn.TryGetValue(trial, out var workers))
            _failedOn.Add(trial, workers = []);
        workers.Add(worker);
    }
}

/// <summary>What follows from the end of a lease.</summary>
/// <param name="Part">What it was for: whatever is pending of it can be handed out again.</param>
/// <param name="Charged">The trial that loses an attempt; null: none does.</param>
public sealed record LeaseAftermath(BundlePart Part, ChargedTrial? Charged);

/// <summary>A trial that loses an attempt although it did not throw.</summary>
/// <param name="Trial">Its index.</param>
/// <param name="Error">What happened, in one line.</param>
public sealed record ChargedTrial(long Trial, string Error);

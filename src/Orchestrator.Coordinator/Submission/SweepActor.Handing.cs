using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Results;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>How a sweep hands out its trials and takes note of what becomes of them.</summary>
internal sealed partial class SweepActor
{
    private readonly Dictionary<IActorRef, HashSet<LeaseId>> _bySession = [];

    private void OnGrant(GrantPart grant)
    {
        _waiting = Math.Max(0, _waiting - 1);
        var trials = _state.Status == SweepStatus.Running && _work is not null ? _work.Available(grant.Part) : [];
        if (trials.Count == 0)
        {
            Services.Scheduler.Tell(new SlotFreed(grant.Lease));
        }
        else
        {
            _leases.Grant(grant.Lease, grant.Worker, grant.Part, trials);
            if (!_bySession.TryGetValue(grant.Session, out var leases))
            {
                _bySession.Add(grant.Session, leases = []);
                Context.Watch(grant.Session);
            }

            leases.Add(grant.Lease);
            var leased = trials.Select(trial => new LeasedTrial(trial, _state.AttemptsOf(trial) + 1)).ToArray();
            var granted = new LeaseGranted(grant.Lease, _plan!, _plan!.Bundle(grant.Part.Bundle), leased);
            var span = Activities.Lease(_trace, Record.Id, grant.Worker, granted);
            grant.Session.Tell(new OpenLease(
                granted with { TraceParent = span?.Id }, Record.Id, Self, span));
        }

        LookAhead();
        ReportSoon();
    }

    private void OnResultsStored(ResultsStored stored)
    {
        var trials = new List<long>();
        foreach (var lease in stored.Leases)
        {
            foreach (var (trial, result) in lease.Outcomes)
            {
                trials.Add(trial);
                _leases.Completed(lease.Lease, trial);
                _report?.Count(trial, result.Result.Accuracy);
            }
        }

        Carry(new RecordCompleted(TrialRange.Of(trials)), ReportSoon);
    }

    private void OnTrialThrew(TrialThrew threw)
    {
        _leases.Threw(threw.Lease, threw.Trial);
        Fail(threw.Trial, threw.Error, threw.Retryable, ReportSoon);
    }

    private void Fail(long trial, string error, bool retryable, Action then)
    {
        Instruments.TrialAttemptsFailed.Add(1);
        Carry(new RecordFailure(trial, error, retryable), () =>
        {
            if (_state.Failures.TryGetValue(trial, out var failure) && failure.IsFinal)
            {
                Instruments.TrialsFailed.Add(1);
                _report?.Failed(trial, failure.Error);
                Store(trial, failure);
            }

            then();
        });
    }

    private void Store(long trial, TrialFailure failure)
    {
        var key = _plan!.Keys.Trial(_plan.Grid[trial]);
        Services.Results.Tell(new StoreFailure(new(Record.Id, trial, key, failure.Error, failure.Attempts)));
    }

    private void OnLeaseProgressed(LeaseProgressed progressed)
    {
        if (_leases.Find(progressed.Lease) is null)
            return;
        _report?.At(progressed.Lease, progressed.Stage);
        ReportSoon();
    }

    private void OnLeaseEnded(LeaseEnded ended)
    {
        if (_leases.Find(ended.Lease) is not { } lease || _leases.End(ended.Lease, ended.Ending) is not { } aftermath)
            return;
        _report?.Ended(ended.Lease);
        foreach (var leases in _bySession.Values)
            leases.Remove(lease.Lease);
        if (aftermath.Charged is { } charged)
            Fail(charged.Trial, charged.Error, retryable: true, () => OfferAgain(aftermath.Part));
        else
            OfferAgain(aftermath.Part);
    }

    // A lease on the way to a session that ended meanwhile never reached the worker. What the session did know of ends
    // by its own report; asked by way of the results, this comes after it.
    private void OnSessionGone(Terminated gone)
    {
        if (!_bySession.Remove(gone.ActorRef, out var leases))
            return;
        foreach (var lease in leases)
        {
            Services.Results.Tell(new EndLease(Self, new LeaseEnded(lease, new LeaseDone())));
            Services.Scheduler.Tell(new SlotFreed(lease));
        }
    }

    private void OfferAgain(BundlePart part)
    {
        if (_state.Status == SweepStatus.Running && _work is not null)
            Offer([.. _work.Offers(part)]);
        ReportSoon();
    }

    private void RevokeAll()
    {
        foreach (var (session, leases) in _bySession)
        {
            foreach (var lease in leases)
                session.Tell(new RevokeLease(lease), ActorRefs.NoSender);
        }
    }
}

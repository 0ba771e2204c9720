using Akka.Actor;
using Akka.Persistence;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// One sweep: a shell around <see cref="SweepDecisions"/> that persists what they decide, offers bundles with pending
/// trials to the scheduler, and tells watchers. Results reach it only when they are durable.
/// </summary>
internal sealed class SweepActor : ReceivePersistentActor
{
    private const int EventsPerSnapshot = 500;
    private const int ErrorsShown = 5;

    private readonly SweepServices _services;
    private readonly SweepPlan _plan;
    private readonly SweepRecord _record;
    private readonly OpenLeases _leases = new();
    private readonly Queue<string> _errors = new();
    private SweepState _state = new();
    private ProgressTally _tally;
    private DateTimeOffset _startedAt;
    private long _fromStore;
    private bool _offered;
    private string? _storeError;

    public SweepActor(SweepPlan plan, SweepRecord record, SweepServices services)
    {
        (_plan, _record, _services) = (plan, record, services);
        _tally = new ProgressTally(plan);
        Recover<SweepEvent>(happened => _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = new SweepState((SweepSnapshot)offer.Snapshot));
        Command<SubmitSweep>(OnSubmit);
        Command<StoreReady>(OnStoreReady);
        Command<Status.Failure>(OnStoreFailure);
        Command<GrantBundle>(OnGrant);
        Command<ResultsStored>(OnResultsStored);
        Command<TrialThrew>(OnTrialThrew);
        Command<LeaseEnded>(OnLeaseEnded);
        Command<SweepRequest>(OnRequest);
        Command<StoreHealth>(OnStoreHealth);
        Command<SaveSnapshotSuccess>(saved => DeleteMessages(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(_ => { }); // the next one will do; the events are all there
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(_ => { });
    }

    public override string PersistenceId => $"sweep-{_record.Id}";

    public static Props Props(SweepPlan plan, SweepRecord record, SweepServices services) =>
        Akka.Actor.Props.Create(() => new SweepActor(plan, record, services));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(StoreHealth));
        base.PreStart();
    }

    // The actor stops after either; what is in the result store is found again by the next submission.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        _storeError = $"the journal cannot be written: {cause.Message}";
        Tell();
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        Context.Parent.Tell(new SweepBroke(_record.Id, $"the journal cannot be read: {reason.Message}"));
        base.OnRecoveryFailure(reason, message);
    }

    private void OnSubmit(SubmitSweep submit)
    {
        var spec = _plan.Definition.Spec;
        _startedAt = _services.Time.GetUtcNow();
        var submitter = Sender;
        Carry(new Submit(spec.Name, _plan.Grid.Count, spec.Attempts), () =>
        {
            submitter.Tell(new SubmitAccepted(_record.Id));
            _ = LookUpStoreAsync().PipeTo(Self);
        });
    }

    private async Task<StoreReady> LookUpStoreAsync()
    {
        await _services.Store.SaveSweepAsync(_record, CancellationToken.None).ConfigureAwait(false);
        return new StoreReady(
            await StoreScan.RunAsync(_plan, _services.Store, CancellationToken.None).ConfigureAwait(false));
    }

    private void OnStoreReady(StoreReady ready)
    {
        (_tally, _fromStore) = (ready.Scan.Tally, ready.Scan.Count);
        Carry(new RecordStored(ready.Scan.Trials), Offer);
    }

    private void OnStoreFailure(Status.Failure failure)
    {
        _storeError = failure.Cause.Message;
        Tell();
    }

    // A bundle that a worker still holds is offered, if need be, when its lease ends: nothing runs twice at a time.
    private void Offer()
    {
        _offered = _state.Status == SweepStatus.Running;
        if (_offered)
        {
            var bundles = Enumerable.Range(0, _plan.BundleCount)
                .Where(index => !_leases.Holds(index) && _plan.Bundle(index).Trials.Any(_state.IsPending)).ToArray();
            _services.Scheduler.Tell(new BundlesOffered(_record.Id, Self, _plan, bundles));
        }
        else
        {
            _services.Scheduler.Tell(new SweepWithdrawn(_record.Id));
        }

        Tell();
    }

    private void OnGrant(GrantBundle grant)
    {
        var bundle = _plan.Bundle(grant.Bundle);
        var trials = _state.Status != SweepStatus.Running ? [] : bundle.Trials.Where(_state.IsPending)
            .Select(trial => new LeasedTrial(trial, _state.AttemptsOf(trial) + 1)).ToArray();
        if (trials.Length == 0)
        {
            _services.Scheduler.Tell(new SlotFreed(grant.Worker, _record.Id));
            return;
        }

        _leases.Add(grant, bundle, trials);
        var granted = new LeaseGranted(grant.Lease, _plan, bundle, trials);
        grant.Session.Tell(new OpenLease(granted, _record.Id, Self));
        Tell();
    }

    private void OnResultsStored(ResultsStored stored)
    {
        foreach (var result in stored.Results)
        {
            if (!_state.IsCompleted(result.Trial))
                _tally.Add(result.Trial, result.Accuracy);
            _leases.TrialEnded(result.Lease);
        }

        Carry(new RecordCompleted(TrialRange.Of(stored.Results.Select(r => r.Trial))), Tell);
    }

    private void OnTrialThrew(TrialThrew threw)
    {
        _leases.TrialEnded(threw.Lease);
        Carry(new RecordFailure(threw.Trial, threw.Error, threw.Retryable), () => NoteFailure(threw.Trial));
    }

    private void NoteFailure(long trial)
    {
        if (_state.Failures.TryGetValue(trial, out var failure) && failure.IsFinal)
        {
            _errors.Enqueue($"trial {trial}: {failure.Error}");
            if (_errors.Count > ErrorsShown)
                _errors.Dequeue();
            var key = _plan.Keys.Trial(_plan.Grid[trial]);
            _services.Results.Tell(new StoreFailure(new(_record.Id, trial, key, failure.Error, failure.Attempts)));
        }

        Tell();
    }

    private void OnLeaseEnded(LeaseEnded ended)
    {
        var bundle = _leases.Remove(ended.Lease);
        if (bundle is not null && _offered && bundle.Trials.Any(_state.IsPending))
            _services.Scheduler.Tell(new BundlesOffered(_record.Id, Self, _plan, [bundle.Index]));
        else if (_state.IsExhausted && _leases.Count == 0)
            _services.Scheduler.Tell(new SweepWithdrawn(_record.Id));
        Tell();
    }

    private void OnRequest(SweepRequest request)
    {
        var asker = Sender;
        Carry(request.Command, () =>
        {
            Offer();
            if (_state.Status == SweepStatus.Cancelled)
                _leases.Revoke();
            asker.Tell(new RequestDone());
        });
    }

    private void OnStoreHealth(StoreHealth health)
    {
        _storeError = health.Error;
        Tell();
    }

    // Decides, persists every event, applies each as it is durable, and goes on.
    private void Carry(SweepCommand command, Action then)
    {
        var events = SweepDecisions.Decide(_state, command);
        if (events.Count == 0)
        {
            then();
            return;
        }

        var left = events.Count;
        PersistAll(events, happened =>
        {
            _state.Apply(happened);
            if (LastSequenceNr % EventsPerSnapshot == 0)
                SaveSnapshot(_state.ToSnapshot());
            if (--left == 0)
                then();
        });
    }

    private void Tell() => _services.Progress.Tell(new SweepProgress
    {
        SweepId = _record.Id,
        Name = _record.Name,
        Status = _state.Status,
        Total = _plan.Grid.Count,
        Completed = _state.Completed,
        FromStore = _fromStore,
        Failed = _state.Failed,
        StartedAt = _startedAt,
        Running = _leases.Describe(),
        MeanByModel = _tally.Means(),
        Errors = [.. _errors],
        StoreError = _storeError,
    });

    private sealed record StoreReady(StoreScanned Scan);
}

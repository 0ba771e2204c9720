using System.Diagnostics;
using Akka.Actor;
using Akka.Persistence;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Results;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// One sweep: a shell around <see cref="SweepDecisions"/> and <see cref="LeaseBook"/> that persists what they decide,
/// offers what is pending to the scheduler, and tells watchers. Results reach it only when they are durable. Work is
/// looked up in the store a page ahead of the scheduler, so it starts at once however large the grid is.
/// </summary>
internal sealed partial class SweepActor : ReceivePersistentActor, IWithTimers
{
    private const int EventsPerSnapshot = 500;

    private readonly SweepServices _services;
    private readonly bool _resume;
    private readonly LeaseBook _leases = new();
    private SweepRecord _record;
    private SweepPlan? _plan;
    private SweepState _state = new();
    private string? _unreadable;
    private IActorRef _asker = ActorRefs.Nobody;
    private ActivityContext _trace;
    private long _handled;

    public SweepActor(SweepRecord record, SweepPlan? plan, SweepServices services, bool resume)
    {
        (_record, _plan, _services, _resume) = (record, plan, services, resume);
        Recover<SweepEvent>(happened => _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = new SweepState((SweepSnapshot)offer.Snapshot));
        Recover<RecoveryCompleted>(_ => OnRecovered());
        Command<SubmitSweep>(OnSubmit);
        Command<SweepRequest>(OnRequest);
        Command<GetStanding>(_ => Asked(Answer));
        Command<ShowSweep>(_ => Asked(OnShow));
        Command<GrantPart>(OnGrant);
        Command<ResultsStored>(OnResultsStored);
        Command<TrialThrew>(OnTrialThrew);
        Command<LeaseProgressed>(OnLeaseProgressed);
        Command<LeaseEnded>(OnLeaseEnded);
        Command<Terminated>(OnSessionGone);
        Command<PageLookedUp>(OnLookedUp);
        Command<StoredChecked>(OnChecked);
        Command<LookupFailed>(OnLookupFailed);
        Command<LookupDue>(_ => LookAhead());
        Command<CheckDue>(_ => CheckStored());
        Command<ReportDue>(_ => Report());
        Command<StoreHealth>(OnStoreHealth);
        Command<Flushed>(_ => OnFailuresStored());
        Command<ReceiveTimeout>(_ => OnQuiet());
        Command<SaveSnapshotSuccess>(saved => DeleteMessages(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(_ => { }); // the next one will do; the events are all there
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(_ => { });
    }

    public override string PersistenceId => $"sweep-{_record.Id}";

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsOpen => _state.Status is SweepStatus.Running or SweepStatus.Paused;

    /// <summary>A sweep.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="plan">Its plan; null: read from the record when it is needed.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="resume">Whether it goes on by itself where it was left.</param>
    public static Props Props(SweepRecord record, SweepPlan? plan, SweepServices services, bool resume) =>
        Akka.Actor.Props.Create(() => new SweepActor(record, plan, services, resume));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(StoreHealth));
        SetReceiveTimeout(_services.Options.PutAwayAfter);
        base.PreStart();
    }

    // Workers stop what an actor that is no more had handed out; what they computed by then is stored all the same.
    protected override void PostStop()
    {
        RevokeAll();
        base.PostStop();
    }

    // The actor stops after either, and its parent brings it back from the journal when that can be had again.
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        var problem = $"the journal cannot be written: {cause.Message}";
        _asker.Tell(new Status.Failure(new StoreException(problem)));
        Trouble(problem);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        Context.Parent.Tell(new SweepBroke(_record.Id, $"the journal cannot be read: {reason.Message}"));
        base.OnRecoveryFailure(reason, message);
    }

    private void OnRecovered()
    {
        Context.Parent.Tell(new SweepRecovered(_record.Id));
        if (_resume && IsOpen && Begin())
            Offer();
        TellParentIfEnded();
    }

    private void OnSubmit(SubmitSweep submit) => Asked(() =>
    {
        _plan ??= submit.Plan;
        if (!IsOpen && !_looking && !_checking)
            _report = null;
        _trace = submit.Trace;
        _record = _record with { Priority = submit.Record.Priority };
        var spec = submit.Plan.Definition.Spec;
        var asker = Sender;
        Carry(new Submit(spec.Name, submit.Plan.Grid.Count, spec.Attempts), () =>
        {
            Begin();
            Offer();
            Answer(asker);
        });
    });

    private void OnRequest(SweepRequest request) => Asked(() =>
    {
        var asker = Sender;
        Carry(request.Command, () =>
        {
            if (IsOpen && !Begin())
            {
                asker.Tell(new Status.Failure(new SweepUnreadableException(_unreadable!)));
                return;
            }

            if (_report is not null)
                Offer();
            if (_state.Status == SweepStatus.Cancelled)
                RevokeAll();
            Answer(asker);
        });
    });

    // Every question is counted: the parent puts the actor away only when none of its own is on the way.
    private void Asked(Action handle)
    {
        _handled++;
        _asker = Sender;
        handle();
    }

    private void Answer() => Answer(Sender);

    private void Answer(IActorRef asker)
    {
        _asker = ActorRefs.Nobody;
        TellParentIfEnded();
        if (_state.Status == SweepStatus.None && TryReadPlan())
        {
            // The journal does not know it, the store may: what has a result there counts.
            _ = StandingFromStore.CountAsync(_record, _plan!, _services.Store).PipeTo(
                asker, Self, failure: error => new Status.Failure(error));
            return;
        }

        asker.Tell(new SweepStanding(
            _record, _state.Status, _state.TrialCount, _state.Completed, _state.Failed));
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
            if (LastSequenceNr % EventsPerSnapshot == 0 || happened is SweepCompleted or SweepCancelled)
                SaveSnapshot(_state.ToSnapshot());
            if (--left > 0)
                return;
            then();
            if (events[^1] is SweepCompleted or SweepCancelled)
                OnClosed();
        });
    }

    private void OnClosed()
    {
        _services.Scheduler.Tell(new SweepWithdrawn(_record.Id));
        TellParentIfEnded();
        _storingFailures = _state.Failed > 0;
        if (_storingFailures)
            _services.Results.Tell(new Flush());
        Report();
    }

    private void TellParentIfEnded()
    {
        if (!IsOpen)
            Context.Parent.Tell(new SweepEnded(_record.Id, _handled));
    }

    private void OnQuiet()
    {
        if (!IsOpen && _leases.Out.Count == 0 && !_looking && !_checking)
            Context.Parent.Tell(new SweepIdle(_record.Id, _handled));
    }

    private bool TryReadPlan()
    {
        if (_plan is not null)
            return true;
        try
        {
            _plan = _services.Definitions.PlanOf(_record);
        }
        catch (SweepUnreadableException unreadable)
        {
            _unreadable = unreadable.Message;
        }

        return _plan is not null;
    }
}

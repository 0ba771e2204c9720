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
internal sealed partial class SweepActor : CataloguedActor
{
    private const int EventsPerSnapshot = 500;

    private readonly bool _resume;
    private readonly LeaseBook _leases = new();
    private SweepPlan? _plan;
    private SweepState _state = new();
    private string? _unreadable;
    private ActivityContext _trace;

    public SweepActor(SweepRecord record, SweepPlan? plan, SweepServices services, bool resume)
        : base(record, services)
    {
        (_plan, _resume) = (plan, resume);
        Recover<SweepEvent>(happened => _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = new SweepState((SweepSnapshot)offer.Snapshot));
        Recover<RecoveryCompleted>(_ => OnRecovered());
        Command<SubmitSweep>(OnSubmit);
        Command<SweepRequest>(OnRequest);
        Command<GetStanding>(_ => Asked(Answer));
        Command<ShowSweep>(_ => Asked(OnShow));
        Command<GrantPart>(OnGrant);
        Command<PlacementWaits>(OnPlacementWaits);
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
        Command<SaveSnapshotSuccess>(saved => DeleteMessages(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(_ => { }); // the next one will do; the events are all there
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(_ => { });
    }

    public override string PersistenceId => $"sweep-{Record.Id}";

    protected override SweepStatus CurrentStatus => _state.Status;

    protected override bool IsBusy => _leases.Out.Count > 0 || _looking || _checking;

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
        base.PreStart();
    }

    // Workers stop what an actor that is no more had handed out; what they computed by then is stored all the same.
    protected override void PostStop()
    {
        RevokeAll();
        base.PostStop();
    }

    private void OnRecovered()
    {
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
        Record = Record with { Priority = submit.Record.Priority };
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

    private void Answer() => Answer(Sender);

    private void Answer(IActorRef asker)
    {
        Asker = ActorRefs.Nobody;
        TellParentIfEnded();
        if (_state.Status == SweepStatus.None && TryReadPlan())
        {
            // The journal does not know it, the store may: what has a result there counts.
            _ = StandingFromStore.CountAsync(Record, _plan!, Services.Store).PipeTo(
                asker, Self, failure: error => new Status.Failure(error));
            return;
        }

        asker.Tell(new SweepStanding(
            Record, _state.Status, _state.TrialCount, _state.Completed, _state.Failed));
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
        Services.Scheduler.Tell(new SweepWithdrawn(Record.Id));
        TellParentIfEnded();
        _storingFailures = _state.Failed > 0;
        if (_storingFailures)
            Services.Results.Tell(new Flush());
        Report();
    }

    private bool TryReadPlan()
    {
        if (_plan is not null)
            return true;
        try
        {
            _plan = Services.Definitions.PlanOf(Record);
        }
        catch (SweepUnreadableException unreadable)
        {
            _unreadable = unreadable.Message;
        }

        return _plan is not null;
    }
}

using System.Diagnostics;
using Akka.Actor;
using Akka.Persistence;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Search.States;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Searches;

/// <summary>
/// A search across trials, one round after another: what the pure <see cref="SearchPlan"/> proposes is submitted as
/// ordinary sweeps, and their scores are told to it when all of them have ended. The journal keeps the scores of ended
/// rounds, so the same search goes on after any stop; what a round under way had computed is in the store.
/// </summary>
internal sealed partial class SearchActor : ReceivePersistentActor, IWithTimers
{
    private readonly SweepServices _services;
    private readonly bool _resume;
    private readonly SearchState _state = new();
    private SweepRecord _record;
    private SearchPlan? _plan;
    private string? _unreadable;
    private IActorRef _asker = ActorRefs.Nobody;
    private ActivityContext _trace;
    private long _handled;

    public SearchActor(SweepRecord record, SearchPlan? plan, SweepServices services, bool resume)
    {
        (_record, _plan, _services, _resume) = (record, plan, services, resume);
        Recover<SearchEvent>(_state.Apply);
        Recover<RecoveryCompleted>(_ => OnRecovered());
        Command<SubmitSweep>(OnSubmit);
        Command<SweepRequest>(OnRequest);
        Command<GetStanding>(_ => Asked(() => Answer(Sender)));
        Command<ShowSweep>(_ => Asked(OnShow));
        Command<SweepProgress>(OnProgress);
        Command<SweepStanding>(OnPartSubmitted);
        Command<Status.Failure>(OnPartRefused);
        Command<PartChecked>(OnPartChecked);
        Command<RoundRead>(OnRoundRead);
        Command<RoundUnread>(OnRoundUnread);
        Command<TryAgain>(_ => Advance());
        Command<ReportDue>(_ => Report());
        Command<ReceiveTimeout>(_ => OnQuiet());
    }

    public override string PersistenceId => $"search-{_record.Id}";

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsOpen => _state.Status is SweepStatus.Running or SweepStatus.Paused;

    /// <summary>A search.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="plan">Its plan; null: read from the record when it is needed.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="resume">Whether it goes on by itself where it was left.</param>
    public static Props Props(SweepRecord record, SearchPlan? plan, SweepServices services, bool resume) =>
        Akka.Actor.Props.Create(() => new SearchActor(record, plan, services, resume));

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SweepProgress));
        SetReceiveTimeout(_services.Options.PutAwayAfter);
        base.PreStart();
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
            Advance();
        TellParentIfEnded();
    }

    private void OnSubmit(SubmitSweep submit) => Asked(() =>
    {
        _plan ??= new SearchPlan(submit.Plan.Definition);
        _trace = submit.Trace;
        _record = _record with { Priority = submit.Record.Priority };
        var asker = Sender;
        Carry(new SubmitSearch(_record.Name), () =>
        {
            Begin();
            Advance();
            Report();
            Answer(asker);
        });
    });

    private void OnRequest(SweepRequest request) => Asked(() =>
    {
        var asker = Sender;
        if (request.Command is RetryFailed)
        {
            ToParts(request.Command);
            Answer(asker);
            return;
        }

        SearchCommand command = request.Command switch
        {
            Pause => new PauseSearch(),
            Resume => new ResumeSearch(),
            _ => new CancelSearch(),
        };
        Carry(command, () =>
        {
            if (IsOpen && !Begin())
            {
                asker.Tell(new Status.Failure(new SweepUnreadableException(_unreadable!)));
                return;
            }

            if (_state.Status == SweepStatus.Running)
                Advance();
            else
                Hold();
            Report();
            Answer(asker);
        });
    });

    private void OnShow()
    {
        if (!Begin())
        {
            Sender.Tell(new Status.Failure(new SweepUnreadableException(_unreadable!)));
            return;
        }

        Report();
        Answer(Sender);
    }

    // Every question is counted: the parent puts the actor away only when none of its own is on the way.
    private void Asked(Action handle)
    {
        _handled++;
        _asker = Sender;
        handle();
    }

    private void Answer(IActorRef asker)
    {
        _asker = ActorRefs.Nobody;
        TellParentIfEnded();
        TryReadPlan();
        asker.Tell(new SweepStanding(_record, _state.Status, Total, Completed, Failed));
    }

    // Decides, persists the event, applies it when it is durable, and goes on.
    private void Carry(SearchCommand command, Action then)
    {
        if (SearchDecisions.Decide(_state, command) is not { } decided)
        {
            then();
            return;
        }

        Persist(decided, happened =>
        {
            _state.Apply(happened);
            then();
            if (!IsOpen)
                TellParentIfEnded();
        });
    }

    private void TellParentIfEnded()
    {
        if (!IsOpen)
            Context.Parent.Tell(new SweepEnded(_record.Id, _handled));
    }

    private void OnQuiet()
    {
        if (!IsOpen && !_reading)
            Context.Parent.Tell(new SweepIdle(_record.Id, _handled));
    }

    private bool TryReadPlan()
    {
        try
        {
            _plan ??= new SearchPlan(_services.Definitions.PlanOf(_record).Definition);
        }
        catch (SweepUnreadableException unreadable)
        {
            _unreadable = unreadable.Message;
        }

        return _plan is not null;
    }
}

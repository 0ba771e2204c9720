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
internal sealed partial class SearchActor : CataloguedActor
{
    private readonly bool _resume;
    private readonly SearchState _state = new();
    private SearchPlan? _plan;
    private string? _unreadable;
    private ActivityContext _trace;

    public SearchActor(SweepRecord record, SearchPlan? plan, SweepServices services, bool resume)
        : base(record, services)
    {
        (_plan, _resume) = (plan, resume);
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
    }

    public override string PersistenceId => $"search-{Record.Id}";

    protected override SweepStatus CurrentStatus => _state.Status;

    protected override bool IsBusy => _reading;

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
        base.PreStart();
    }

    private void OnRecovered()
    {
        if (_resume && IsOpen && Begin())
            Advance();
        TellParentIfEnded();
    }

    private void OnSubmit(SubmitSweep submit) => Asked(() =>
    {
        _plan ??= new SearchPlan(submit.Plan.Definition);
        _trace = submit.Trace;
        Record = Record with { Priority = submit.Record.Priority };
        var asker = Sender;
        Carry(new SubmitSearch(Record.Name), () =>
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

    private void Answer(IActorRef asker)
    {
        Asker = ActorRefs.Nobody;
        TellParentIfEnded();
        TryReadPlan();
        asker.Tell(new SweepStanding(Record, _state.Status, Total, Completed, Failed));
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

    private bool TryReadPlan()
    {
        try
        {
            _plan ??= new SearchPlan(Services.Definitions.PlanOf(Record).Definition);
        }
        catch (SweepUnreadableException unreadable)
        {
            _unreadable = unreadable.Message;
        }

        return _plan is not null;
    }
}

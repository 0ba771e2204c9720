using Akka.Actor;
using Akka.Event;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Coordinator.Submission;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>
/// The root of everything that the leading coordinator does. Where it runs is where requests are served: it takes a
/// shared store over, so that no coordinator that led before writes it any more, then tells
/// <see cref="LeadershipState"/> of its children, and takes them back when it stops.
/// </summary>
internal sealed class CoordinatorActor : ReceiveActor, IWithTimers
{
    private readonly CoordinatorServices _services;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _term = ActorRefs.Nobody;
    private CoordinatorActors? _actors;
    private SweepServices? _sweepServices;
    private CancellationTokenSource _sweepsGone = new();

    public CoordinatorActor(CoordinatorServices services)
    {
        _services = services;
        Receive<TermBegan>(OnTermBegan);
        Receive<StoreTaken>(_ => StartActors());
        Receive<StoreNotTaken>(not => TakeOverLater(not.Error));
        Receive<TakeOver>(_ => StartTerm());
        Receive<Terminated>(OnTerminated);
        Receive<ReviveSweeps>(_ => StartSweeps());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(CoordinatorServices services) =>
        Akka.Actor.Props.Create(() => new CoordinatorActor(services));

    protected override void PreStart()
    {
        if (_services.SharesStore)
            StartTerm();
        else
            StartActors();
        base.PreStart();
    }

    protected override void PostStop()
    {
        _services.Leadership.Withdraw(_actors);
        _sweepsGone.Cancel();
        _sweepsGone.Dispose();
        base.PostStop();
    }

    private void StartTerm()
    {
        _term = Context.Watch(Context.ActorOf(LeadershipTermActor.Props()));
        _term.Tell(new BeginTerm());
    }

    private void OnTermBegan(TermBegan began)
    {
        Context.Unwatch(_term);
        _ = _services.Store.TakeOverAsync(began.Term, CancellationToken.None).PipeTo(
            Self, success: () => new StoreTaken(), failure: error => new StoreNotTaken(error.Message));
    }

    private void TakeOverLater(string error)
    {
        _log.Warning("This coordinator cannot lead yet: {0}", error);
        Timers.StartSingleTimer(nameof(TakeOver), new TakeOver(), _services.Options.StoreRetryDelay);
    }

    private void StartActors()
    {
        Instruments.Begin();
        var options = _services.Options;
        var progress = Context.ActorOf(ProgressActor.Props(), "progress");
        var results = Context.ActorOf(ResultsActor.Props(_services.Store, options, _services.Time), "results");
        var scheduler = Context.ActorOf(SchedulerActor.Props(FirstLease()), "scheduler");
        var sessions = Context.ActorOf(
            SessionsActor.Props(new SessionServices(scheduler, results, _services.Time, options)), "sessions");
        _sweepServices = new SweepServices(
            _services.Store, _services.Definitions, results, scheduler, progress, _services.Time, options);
        _actors = new CoordinatorActors(ActorRefs.Nobody, progress, results, sessions, _sweepsGone.Token);
        StartSweeps();
    }

    // Seconds since 1970 in the upper digits: higher than any lease that a coordinator before this one granted.
    private long FirstLease() => _services.Time.GetUtcNow().ToUnixTimeSeconds() << 24;

    // The catalogue stops where the journal cannot be written; it goes on when it can be.
    private void OnTerminated(Terminated terminated)
    {
        if (terminated.ActorRef.Equals(_term))
        {
            TakeOverLater("the journal cannot be written");
            return;
        }

        var gone = _sweepsGone;
        _sweepsGone = new CancellationTokenSource();
        Publish(ActorRefs.Nobody);
        gone.Cancel();
        gone.Dispose();
        Timers.StartSingleTimer(nameof(ReviveSweeps), new ReviveSweeps(), _services.Options.StoreRetryDelay);
    }

    private void StartSweeps()
    {
        var sweeps = Context.ActorOf(SweepsActor.Props(_sweepServices!));
        Context.Watch(sweeps);
        Publish(sweeps);
    }

    private void Publish(IActorRef sweeps)
    {
        _actors = _actors! with { Sweeps = sweeps, SweepsGone = _sweepsGone.Token };
        _services.Leadership.Publish(_actors);
    }

    private sealed record TakeOver;

    private sealed record StoreTaken;

    private sealed record StoreNotTaken(string Error);

    private sealed record ReviveSweeps;
}

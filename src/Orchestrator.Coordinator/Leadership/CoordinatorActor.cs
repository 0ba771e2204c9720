using Akka.Actor;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Coordinator.Submission;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>
/// The root of everything that the leading coordinator does. Where it runs is where requests are served: it tells
/// <see cref="LeadershipState"/> of its children when it starts and takes them back when it stops.
/// </summary>
internal sealed class CoordinatorActor : ReceiveActor, IWithTimers
{
    private readonly CoordinatorServices _services;
    private CoordinatorActors? _actors;
    private SweepServices? _sweepServices;
    private CancellationTokenSource _sweepsGone = new();

    public CoordinatorActor(CoordinatorServices services)
    {
        _services = services;
        Receive<Terminated>(OnTerminated);
        Receive<ReviveSweeps>(_ => StartSweeps());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(CoordinatorServices services) =>
        Akka.Actor.Props.Create(() => new CoordinatorActor(services));

    protected override void PreStart()
    {
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
        base.PreStart();
    }

    protected override void PostStop()
    {
        _services.Leadership.Withdraw(_actors);
        _sweepsGone.Cancel();
        _sweepsGone.Dispose();
        base.PostStop();
    }

    // Seconds since 1970 in the upper digits: higher than any lease that a coordinator before this one granted.
    private long FirstLease() => _services.Time.GetUtcNow().ToUnixTimeSeconds() << 24;

    // The catalogue stops where the journal cannot be written; it goes on when it can be.
    private void OnTerminated(Terminated terminated)
    {
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

    private sealed record ReviveSweeps;
}

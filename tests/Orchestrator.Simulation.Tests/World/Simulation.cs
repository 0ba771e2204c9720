using System.Text;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Conformance.Tests.Actors;
using Orchestrator.Coordinator;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Simulation.Tests.Checks;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>
/// A whole cluster on one thread, in a time of its own, from one seed: the real actors of the coordinator, over a
/// simulated store, clock and network, with simulated workers. One seed, one course of events.
/// </summary>
internal sealed class Simulation : ISweepDefinitions
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly IHost _host;
    private readonly ActorSystem _system;
    private readonly QueueingDispatcher _dispatcher;
    private readonly VirtualScheduler _scheduler;
    private readonly LeadershipState _leadership = new();
    private readonly StringBuilder _log = new();
    private readonly Dictionary<LeaseId, OpenLease> _open = [];
    private IActorRef _coordinator = ActorRefs.Nobody;
    private int _lives;

    private Simulation(int seed, IHost host, bool faults)
    {
        (Random, HasFaults, _host) = (new Random(seed), faults, host);
        _system = host.Services.GetRequiredService<ActorSystem>();
        _dispatcher = QueueingDispatcher.Of(_system);
        _scheduler = VirtualScheduler.Of(_system);
        Clock = new SimulatedClock(_scheduler);
        Store = new SimulatedStore(this) { Fails = faults };
        StartCoordinator();
    }

    public Random Random { get; }

    public SimulatedClock Clock { get; }

    public SimulatedStore Store { get; }

    public List<SimulatedSweep> Sweeps { get; } = [];

    public List<SimulatedWorker> Workers { get; } = [];

    /// <summary>Whether messages are lost and overtake each other.</summary>
    public bool HasFaults { get; set; }

    public TimeSpan Now => _scheduler.MonotonicClock;

    /// <summary>Whether a coordinator is there to attach to.</summary>
    public bool IsServed => _leadership.IsLeading;

    /// <summary>The leases that sessions have open.</summary>
    public IReadOnlyDictionary<LeaseId, OpenLease> Open => _open;

    /// <summary>Is asked before each grant: whether it is fair.</summary>
    public Action<SimulatedSweep>? Granting { get; set; }

    /// <summary>What went wrong; null: nothing so far.</summary>
    public string? Failure { get; private set; }

    /// <summary>What happened, a line each.</summary>
    public string Log => _log.ToString();

    /// <summary>Runs a script in a new cluster to its end, on a thread without a context that could reorder it.</summary>
    public static Task<Simulation> RunAsync(int seed, bool faults, Action<Simulation> script) => Task.Run(async () =>
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("simulation", akka => akka
            .AddHocon($"{QueueingDispatcher.Setting}\n{VirtualScheduler.Setting}", HoconAddMode.Prepend)
            .WithInMemoryJournal().WithInMemorySnapshotStore());
        using var host = builder.Build();
        await host.StartAsync();
        var simulation = new Simulation(seed, host, faults);
        script(simulation);
        return simulation;
    });

    /// <summary>A short time, as a message or a write takes.</summary>
    public TimeSpan Soon() => TimeSpan.FromMilliseconds(HasFaults ? Random.Next(1, 300) : 1);

    public TimeSpan TrialTime() => TimeSpan.FromMilliseconds(HasFaults ? Random.Next(50, 4000) : 500);

    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + Random.NextDouble() * (toSeconds - fromSeconds));

    public void After(TimeSpan delay, Action act) => _system.Scheduler.Advanced.ScheduleOnce(delay, act);

    public void Note(string what) => _log.Append($"{Now.TotalSeconds,9:0.000} {what}\n");

    public void Fail(string what)
    {
        Note($"FAILED: {what}");
        Failure ??= what;
    }

    /// <summary>Lets time pass until it is so, or for so long; whether it is so then.</summary>
    public bool RunUntil(Func<bool> isSo, TimeSpan limit)
    {
        _dispatcher.RunAll();
        for (var end = Now + limit; Now < end && Failure is null && !isSo();)
            _scheduler.Advance(Turn, () => _dispatcher.RunAll());
        return isSo();
    }

    public void Submit(SimulatedSweep sweep) => Ask(sweep, new SubmitSweep(sweep.Plan, sweep.Record));

    public void Request(SimulatedSweep sweep, SweepCommand command)
    {
        Note($"{sweep.Record.Name}: {command.GetType().Name}");
        Ask(sweep, new SweepRequest(sweep.Id, command));
    }

    /// <summary>Asks how the sweep stands; the answer comes later.</summary>
    public void Look(SimulatedSweep sweep) => Ask(sweep, new GetStanding(sweep.Id));

    public void AskSessions(object question, Action<object> answered)
    {
        if (IsServed)
            _leadership.Actors.Sessions.Tell(question, AnswerTo(answered));
    }

    public SimulatedSweep SweepOf(SweepPlan plan) => Sweeps.First(s => s.Record.Name == plan.Definition.Spec.Name);

    /// <summary>kill -9: whatever was not durable is gone; another one starts after a while.</summary>
    public void CrashCoordinator(TimeSpan back)
    {
        if (_coordinator.IsNobody())
            return;
        Note("the coordinator crashes");
        _system.Stop(_coordinator);
        _coordinator = ActorRefs.Nobody;
        After(back, StartCoordinator);
    }

    public void LeaseGranted(LeaseGranted granted, Connection connection)
    {
        var sweep = SweepOf(granted.Plan);
        foreach (var trial in granted.Trials.Where(t => _open.Values.Any(o => o.Sweep == sweep && o.Trials.Contains(t.Index))))
            Fail($"trial {trial.Index} of {sweep.Record.Name} was handed out while another lease holds it");
        Note($"{connection.Worker} is granted {granted.Lease.Value & 0xFFFFFF} of {sweep.Record.Name}: "
            + string.Join(' ', granted.Trials.Select(t => $"{t.Index}/{t.Attempt}")));
        Granting?.Invoke(sweep);
        _open.Add(granted.Lease, new OpenLease(sweep, [.. granted.Trials.Select(t => t.Index)], connection));
    }

    public void LeaseEnded(LeaseId lease)
    {
        if (_open.Remove(lease))
            Note($"lease {lease.Value & 0xFFFFFF} is over");
    }

    // A trial that was alone in its lease may be charged for the loss of its worker.
    public void SessionClosed(Connection connection)
    {
        foreach (var (lease, open) in _open.Where(o => o.Value.Connection == connection).ToList())
        {
            Note($"lease {lease.Value & 0xFFFFFF} is lost with its session");
            _open.Remove(lease);
            if (open.Trials.Count == 1)
                open.Sweep.Charge(open.Trials[0]);
        }
    }

    public SweepPlan PlanOf(SweepRecord record) => Sweeps.First(sweep => sweep.Id == record.Id).Plan;

    private void Ask(SimulatedSweep sweep, object question)
    {
        if (!IsServed)
            return;
        _leadership.Actors.Sweeps.Tell(question, AnswerTo(answer =>
        {
            if (answer is SweepStanding standing)
            {
                StandingChecks.Check(this, sweep, standing);
                if (standing != sweep.Standing)
                    Note($"{sweep.Record.Name} is {standing.Status}: {standing.Completed} and {standing.Failed}");
                sweep.Standing = standing;
            }
            else
            {
                Note($"{sweep.Record.Name} is answered: {(answer as Status.Failure)?.Cause.Message ?? answer}");
            }
        }));
    }

    private IActorRef AnswerTo(Action<object> answered) => _system.ActorOf(AnswerActor.Props(answered));

    private void StartCoordinator()
    {
        Note($"a coordinator starts, life {++_lives}");
        var options = new CoordinatorOptions { StoreRetryDelay = TimeSpan.FromSeconds(2) };
        _coordinator = _system.ActorOf(
            CoordinatorActor.Props(new CoordinatorServices(Store, this, Clock, options, _leadership)), $"coordinator-{_lives}");
        _dispatcher.RunAll();
    }

    /// <summary>A lease that a session has open.</summary>
    internal sealed record OpenLease(SimulatedSweep Sweep, IReadOnlyList<long> Trials, Connection Connection);

    private sealed class AnswerActor : ReceiveActor
    {
        public AnswerActor(Action<object> answered) => ReceiveAny(answer =>
        {
            answered(answer);
            Context.Stop(Self);
        });

        public static Props Props(Action<object> answered) => Akka.Actor.Props.Create(() => new AnswerActor(answered));
    }
}

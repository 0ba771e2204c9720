using System.Threading.Channels;
using Akka.Actor;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>
/// A stream between a worker and its session. Each direction has its delays; where faults are on, messages overtake each
/// other or are lost, and a stream that lost one breaks some time later, as one over TCP does. Each end learns of a
/// break in its own time; the coordinator's end perhaps never.
/// </summary>
internal sealed class Connection
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly Simulation _world;
    private readonly SimulatedWorker _worker;
    private readonly Queue<WorkerMessage> _early = new();
    private readonly List<TrialFinished> _delivered = [];
    private readonly HashSet<(LeaseId, long)> _refused = [];
    private IActorRef? _session;
    private bool _closedByCoordinator;
    private bool _broken;
    private TimeSpan _lastUp;
    private TimeSpan _lastDown;

    public Connection(Simulation world, SimulatedWorker worker)
    {
        (_world, _worker) = (world, worker);
        Link = new WorkerLink(new Outgoing(this));
        world.AskSessions(new StartSession(Link), started =>
        {
            _session = ((SessionStarted)started).Session;
            while (_early.TryDequeue(out var message))
                Deliver(message);
            if (_broken)
                _session.Tell(new WorkerGone("the stream broke"));
        });
        world.After(ConnectLimit, () =>
        {
            if (_session is null)
                Break(coordinatorNotices: false);
        });
    }

    public WorkerLink Link { get; }

    public string Worker => _worker.Name;

    public void Send(WorkerMessage message)
    {
        if (_broken || Lost())
            return;
        _world.After(Delay(ref _lastUp), () =>
        {
            if (_session is null)
                _early.Enqueue(message);
            else
                Deliver(message);
        });
    }

    /// <summary>The stream breaks; what is under way is lost.</summary>
    public void Break(bool coordinatorNotices)
    {
        if (_broken)
            return;
        _broken = true;
        _world.After(_world.Soon(), () => _worker.Disconnected(this));
        if (coordinatorNotices)
            _world.After(_world.Soon(), () => _session?.Tell(new WorkerGone("the stream broke")));
    }

    private void Deliver(WorkerMessage message)
    {
        if (_closedByCoordinator || (_broken && _world.Random.Next(2) == 0))
            return;
        if (message is TrialFinished finished)
            _delivered.Add(finished);
        if (message is LeaseReturned returned)
            _world.LeaseEnded(returned.Lease);
        if (message is SlotCrashed crashed)
            _world.LeaseEnded(crashed.Lease);
        _session!.Tell(new WorkerSaid([message], new TaskCompletionSource()));
    }

    private bool Said(CoordinatorMessage message)
    {
        if (_closedByCoordinator)
            return false;
        switch (message)
        {
            case LeaseGranted granted:
                _world.LeaseGranted(granted, this);
                break;
            case ReportRefused refused:
                _refused.Add((refused.Lease, refused.Trial));
                break;
            case ResultsAcknowledged acknowledged:
                CheckDurable(acknowledged.Results);
                break;
        }

        if (!_broken && !Lost())
            _world.After(Delay(ref _lastDown), () => _worker.Heard(this, message));
        return true;
    }

    // What is acknowledged is stored, whatever becomes of the coordinator from here on.
    private void CheckDurable(long results)
    {
        foreach (var finished in _delivered.Take((int)results))
        {
            if (!_refused.Contains((finished.Lease, finished.Trial)) && _world.Store.Result(finished.Result.Key) is null)
                _world.Fail($"trial {finished.Trial} of {finished.Lease} was acknowledged, but is not stored");
        }

        if (results > _delivered.Count)
            _world.Fail($"{results} results were acknowledged where {_delivered.Count} had arrived");
    }

    private void ClosedByCoordinator()
    {
        if (_closedByCoordinator)
            return;
        _closedByCoordinator = true;
        _world.SessionClosed(this);
        if (!_broken)
            _world.After(_world.Soon(), () => _worker.Disconnected(this));
        _broken = true;
    }

    private bool Lost()
    {
        if (!_world.HasFaults || _world.Random.Next(150) != 0)
            return false;
        _world.After(_world.Between(0, 20), () => Break(_world.Random.Next(3) > 0));
        return true;
    }

    // In order, unless one overtakes the others.
    private TimeSpan Delay(ref TimeSpan last)
    {
        var due = _world.Now + _world.Soon();
        if (due < last && !(_world.HasFaults && _world.Random.Next(20) == 0))
            due = last;
        last = due > last ? due : last;
        return due - _world.Now;
    }

    private sealed class Outgoing(Connection connection) : ChannelWriter<CoordinatorMessage>
    {
        public override bool TryWrite(CoordinatorMessage item) => connection.Said(item);

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => new(true);

        public override bool TryComplete(Exception? error = null)
        {
            connection.ClosedByCoordinator();
            return true;
        }
    }
}

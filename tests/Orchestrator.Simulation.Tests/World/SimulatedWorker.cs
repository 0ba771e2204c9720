using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>
/// A worker that keeps to the protocol: attaches, runs leases trial by trial, beats its heart, drains, and starts anew
/// after it was killed.
/// </summary>
internal sealed class SimulatedWorker
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly Simulation _world;
    private readonly int _slots;
    private readonly Dictionary<LeaseId, Running> _running = [];
    private Connection? _connection;
    private bool _draining;

    public SimulatedWorker(Simulation world, string name, int slots)
    {
        (_world, Name, _slots) = (world, name, slots);
        Attach();
        Beat();
    }

    public string Name { get; }

    public bool IsIdle => _running.Count == 0;

    /// <summary>The process dies: the coordinator is told by the system, or not at all.</summary>
    public void Kill()
    {
        _world.Note($"{Name} is killed");
        _connection?.Break(coordinatorNotices: _world.Random.Next(4) > 0);
        _running.Clear();
        _connection = null;
        _world.After(_world.Between(0.5, 40), Attach);
    }

    /// <summary>The network between the worker and the coordinator is cut; both find out in their own time.</summary>
    public void Cut()
    {
        _world.Note($"{Name} is cut off");
        _connection?.Break(coordinatorNotices: _world.Random.Next(2) == 0);
    }

    /// <summary>Hands back what it holds, leaves, and comes again later.</summary>
    public void Drain()
    {
        if (_connection is null || _draining)
            return;
        _world.Note($"{Name} drains");
        _draining = true;
        Send(new WorkerDraining());
        _world.After(_world.Between(0, 5), () =>
        {
            foreach (var lease in _running.Keys.ToList())
                Return(lease);
            var leaving = _connection;
            _world.After(_world.Between(0, 2), () => leaving?.Break(coordinatorNotices: true));
        });
    }

    public void Disconnected(Connection connection)
    {
        if (connection != _connection)
            return;
        _world.Note($"{Name} is disconnected");
        _running.Clear();
        _connection = null;
        _world.After(_world.Between(0.2, 5), Attach);
    }

    public void Heard(Connection connection, CoordinatorMessage message)
    {
        if (connection != _connection)
            return;
        switch (message)
        {
            case LeaseGranted granted:
                if (_running.Count >= _slots && !_world.HasFaults)
                    _world.Fail($"{Name} has {_slots} slots and was given one lease more");
                var running = new Running(granted, _world.SweepOf(granted.Plan));
                _running.Add(granted.Lease, running);
                _world.After(_world.Between(0, 0.2), () => Next(running));
                break;
            case LeaseRevoked revoked:
                Return(revoked.Lease);
                break;
        }
    }

    private void Attach()
    {
        if (_connection is not null)
            return;
        if (!_world.IsServed)
        {
            _world.After(_world.Between(0.2, 5), Attach);
            return;
        }

        _draining = false;
        _world.Note($"{Name} attaches");
        _connection = new Connection(_world, this);
        Send(new WorkerAttached(Name, WorkerOffer.Cpu(_slots)));
    }

    private void Beat()
    {
        Send(new WorkerHeartbeat(Name));
        _world.After(Heartbeat, Beat);
    }

    private void Next(Running running)
    {
        if (!Holds(running))
            return;
        if (running.Left.TryDequeue(out var trial))
            _world.After(_world.TrialTime(), () => Run(running, trial));
        else
            Return(running.Lease);
    }

    private void Run(Running running, LeasedTrial trial)
    {
        if (!Holds(running))
            return;
        var sweep = running.Sweep;
        switch (sweep.FateOf(trial.Index))
        {
            case TrialFate.ThrowsOnce when trial.Attempt == 1:
            case TrialFate.ThrowsAlways:
                sweep.Charge(trial.Index);
                Send(new TrialThrew(running.Lease, trial.Index, "it threw", Retryable: true));
                break;
            case TrialFate.RefusesItsData:
                sweep.Charge(trial.Index);
                Send(new TrialThrew(running.Lease, trial.Index, "bad data", Retryable: false));
                break;
            case TrialFate.CrashesSlot:
                Crash(running, trial);
                return;
            case TrialFate.KillsWorker:
                Kill();
                return;
            default:
                var timings = new TrialTimings(0.1, 0.01, Name, trial.Attempt);
                Send(new TrialFinished(running.Lease, trial.Index, sweep.ResultOf(trial.Index), timings));
                break;
        }

        Next(running);
    }

    // A fused group was under way: some of the trials that had not ended, the guilty one among them.
    private void Crash(Running running, LeasedTrial trial)
    {
        var suspects = running.Left.Select(t => t.Index).Where(_ => _world.Random.Next(2) == 0)
            .Append(trial.Index).Order().ToList();
        if (running.Trials == 1)
            running.Sweep.Charge(trial.Index);
        _running.Remove(running.Lease);
        Send(new SlotCrashed(running.Lease, suspects, "killed by signal 11"));
    }

    private void Return(LeaseId lease)
    {
        if (_running.Remove(lease))
            Send(new LeaseReturned(lease));
    }

    private bool Holds(Running running) => _running.TryGetValue(running.Lease, out var held) && held == running;

    private void Send(WorkerMessage message) => _connection?.Send(message);

    private sealed class Running(LeaseGranted granted, SimulatedSweep sweep)
    {
        public LeaseId Lease { get; } = granted.Lease;

        public SimulatedSweep Sweep { get; } = sweep;

        public int Trials { get; } = granted.Trials.Count;

        public Queue<LeasedTrial> Left { get; } = new(granted.Trials);
    }
}

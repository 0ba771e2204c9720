using Akka.Actor;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Placement;

/// <summary>
/// Knows the free slots and the waiting bundles, asks <see cref="Scheduler"/> for a placement whenever either changes,
/// and carries it out. Holds no trial: the sweep that a bundle belongs to decides what of it is still pending.
/// </summary>
internal sealed class SchedulerActor : ReceiveActor
{
    private readonly Dictionary<string, Session> _sessions = [];
    private readonly Dictionary<string, WaitingSweep> _sweeps = [];
    private long _nextLease = 1;

    public SchedulerActor()
    {
        Receive<BundlesOffered>(OnOffered);
        Receive<SweepWithdrawn>(m => _sweeps.Remove(m.SweepId));
        Receive<SessionOpened>(m => _sessions[m.Worker] = new Session(m.Session, m.Slots));
        Receive<SessionClosed>(m => _sessions.Remove(m.Worker));
        Receive<SlotFreed>(OnSlotFreed);
    }

    public static Props Props() => Akka.Actor.Props.Create(() => new SchedulerActor());

    protected override bool AroundReceive(Receive receive, object message)
    {
        var handled = base.AroundReceive(receive, message);
        Place();
        return handled;
    }

    private void OnOffered(BundlesOffered offered)
    {
        if (!_sweeps.TryGetValue(offered.SweepId, out var waiting))
            _sweeps.Add(offered.SweepId, waiting = new WaitingSweep(offered.Sweep, offered.Plan));
        waiting.Add(offered.Bundles);
    }

    private void OnSlotFreed(SlotFreed freed)
    {
        if (_sessions.TryGetValue(freed.Worker, out var session))
            session.Free++;
        if (_sweeps.TryGetValue(freed.SweepId, out var sweep))
            sweep.Running = Math.Max(0, sweep.Running - 1);
    }

    private void Place()
    {
        var free = _sessions.Values.Sum(session => session.Free);
        if (free == 0 || _sweeps.Count == 0)
            return;
        var snapshot = new ClusterSnapshot(
            [.. _sessions.Select(session => new FreeWorker(session.Key, session.Value.Free))],
            [.. _sweeps.Select(
                sweep => new PendingSweep(sweep.Key, sweep.Value.Running, [.. sweep.Value.Costliest(free)]))]);
        foreach (var placement in Scheduler.Plan(snapshot))
        {
            var (session, sweep) = (_sessions[placement.Worker], _sweeps[placement.SweepId]);
            sweep.Remove(placement.Bundle);
            sweep.Running++;
            session.Free--;
            var lease = new LeaseId(_nextLease++);
            sweep.Sweep.Tell(new GrantBundle(lease, placement.Bundle, placement.Worker, session.Actor));
        }
    }

    private sealed class Session(IActorRef actor, int free)
    {
        public IActorRef Actor { get; } = actor;

        public int Free { get; set; } = free;
    }
}

using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Placement;

/// <summary>
/// Knows the free slots and what waits, asks <see cref="Scheduler"/> for a placement whenever either changes, and
/// carries it out. Holds no trial: the sweep that a part belongs to decides what of it is still pending.
/// </summary>
internal sealed class SchedulerActor : ReceiveActor
{
    private readonly Dictionary<string, OpenSession> _byName = [];
    private readonly Dictionary<IActorRef, OpenSession> _bySession = [];
    private readonly Dictionary<string, WaitingSweep> _sweeps = [];
    private readonly Dictionary<LeaseId, TakenSlot> _taken = [];
    private readonly long _firstLease;
    private long _granted;

    public SchedulerActor(long firstLease)
    {
        _firstLease = firstLease;
        Receive<PartsOffered>(OnOffered);
        Receive<SweepWithdrawn>(OnWithdrawn);
        Receive<SessionOpened>(OnOpened);
        Receive<SweepRefused>(OnRefused);
        Receive<SessionDraining>(m => Forget(m.Session));
        Receive<SessionClosed>(m => Forget(m.Session));
        Receive<LeaseOpened>(OnLeaseOpened);
        Receive<SlotFreed>(m => Free(m.Lease));
        Receive<Terminated>(OnSweepGone);
    }

    /// <summary>
    /// Leases are numbered from <paramref name="firstLease"/>, so that those of an earlier coordinator are not taken
    /// for this one's.
    /// </summary>
    public static Props Props(long firstLease) => Akka.Actor.Props.Create(() => new SchedulerActor(firstLease));

    protected override bool AroundReceive(Receive receive, object message)
    {
        var handled = base.AroundReceive(receive, message);
        Place();
        TellBlocked();
        Instruments.RecordPlacement(Census());
        return handled;
    }

    protected override void PostStop()
    {
        Instruments.RecordPlacement(default);
        base.PostStop();
    }

    private void OnOffered(PartsOffered offered)
    {
        if (!_sweeps.TryGetValue(offered.Claim.SweepId, out var waiting))
            _sweeps.Add(offered.Claim.SweepId, waiting = new WaitingSweep(offered.Claim));
        Context.Watch(offered.Claim.Sweep);
        (waiting.Claim, waiting.HasMore) = (offered.Claim, offered.HasMore);
        waiting.Add(offered.Parts);
        RemoveIfIdle(waiting);
    }

    private void OnWithdrawn(SweepWithdrawn withdrawn)
    {
        if (_sweeps.TryGetValue(withdrawn.SweepId, out var sweep))
            Clear(sweep);
    }

    private void Clear(WaitingSweep sweep)
    {
        sweep.Clear();
        sweep.HasMore = false;
        RemoveIfIdle(sweep);
    }

    private void OnOpened(SessionOpened opened)
    {
        var session = new OpenSession(opened);
        if (_byName.TryGetValue(opened.Worker, out var older))
            _bySession.Remove(older.Actor);
        _byName[opened.Worker] = _bySession[opened.Session] = session;
    }

    private void OnRefused(SweepRefused refused)
    {
        if (_bySession.TryGetValue(refused.Session, out var session))
            session.Refuse(refused.SweepId, refused.Reason);
    }

    private void Forget(IActorRef session)
    {
        if (_bySession.Remove(session, out var gone))
            _byName.Remove(gone.Worker);
    }

    private void OnLeaseOpened(LeaseOpened opened)
    {
        if (_taken.TryGetValue(opened.Lease, out var taken))
            taken.IsOpen = true;
    }

    // Whoever knows first that the lease is over says so; saying it twice does no harm.
    private void Free(LeaseId lease)
    {
        if (!_taken.Remove(lease, out var taken))
            return;
        if (_bySession.TryGetValue(taken.Session.Actor, out var session))
            session.Free(taken.Slot);
        if (!_sweeps.TryGetValue(taken.SweepId, out var sweep))
            return;
        sweep.Running = Math.Max(0, sweep.Running - 1);
        RemoveIfIdle(sweep);
    }

    private void RemoveIfIdle(WaitingSweep sweep)
    {
        if (sweep.IsIdle)
            _sweeps.Remove(sweep.Claim.SweepId);
    }

    // Grants that the sweep did not live to pass on hold their slots for nothing.
    private void OnSweepGone(Terminated gone)
    {
        foreach (var lease in _taken.Where(t => t.Value.Sweep.Equals(gone.ActorRef) && !t.Value.IsOpen).ToList())
            Free(lease.Key);
        foreach (var sweep in _sweeps.Values.Where(s => s.Claim.Sweep.Equals(gone.ActorRef)).ToList())
            Clear(sweep);
    }

    private void Place()
    {
        if (_sweeps.Count == 0)
            return;
        var free = _byName.Values.Sum(session => session.FreeCount);
        if (free == 0)
            return;
        var refusing = Refusing();
        var snapshot = new ClusterSnapshot(
            [.. _byName.Values.Select(session => session.Offered())],
            [.. _sweeps.Values.Select(sweep => sweep.Pending(free, Unable(sweep.Claim.SweepId, refusing)))]);
        foreach (var placement in Scheduler.Plan(snapshot))
        {
            var (session, sweep) = (_byName[placement.Worker], _sweeps[placement.SweepId]);
            sweep.Remove(placement.Of);
            sweep.Running++;
            session.Take(placement.Slot);
            session.Fetched(sweep.Claim.Dataset);
            var lease = new LeaseId(_firstLease + _granted++);
            _taken.Add(lease, new TakenSlot(session, sweep.Claim.SweepId, sweep.Claim.Sweep, placement.Slot));
            sweep.Claim.Sweep.Tell(new GrantPart(lease, placement.Part, placement.Worker, session.Actor));
        }
    }

    // As a rule nobody refuses anything.
    private List<OpenSession> Refusing() => [.. _byName.Values.Where(session => session.RefusesSome)];

    private static IReadOnlyCollection<string> Unable(string sweepId, List<OpenSession> refusing) =>
        [.. refusing.Where(session => session.RefusalOf(sweepId) is not null).Select(session => session.Worker)];

    // Only where it changes.
    private void TellBlocked()
    {
        var some = Refusing().Count > 0;
        foreach (var sweep in _sweeps.Values)
        {
            var reason = some ? BlockedSweep.ReasonOf(sweep, _byName.Values) : null;
            if (reason == sweep.Blocked)
                continue;
            sweep.Blocked = reason;
            sweep.Claim.Sweep.Tell(new PlacementWaits(reason));
        }
    }

    private PlacementCensus Census()
    {
        var (any, gpu) = (0L, 0L);
        foreach (var sweep in _sweeps.Values)
        {
            if (sweep.Claim.Needs.Gpu)
                gpu += sweep.Count;
            else
                any += sweep.Count;
        }

        var (cpuSlots, gpuSlots) = (default(SlotCount), default(SlotCount));
        foreach (var session in _byName.Values)
            (cpuSlots, gpuSlots) = (cpuSlots + session.Cpu, gpuSlots + session.Gpu);
        return new PlacementCensus(any, gpu, _byName.Count, cpuSlots, gpuSlots);
    }

    private sealed record TakenSlot(OpenSession Session, string SweepId, IActorRef Sweep, SlotKind Slot)
    {
        public bool IsOpen { get; set; }
    }
}

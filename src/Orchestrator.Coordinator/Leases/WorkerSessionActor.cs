using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Results;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>
/// One attached worker: passes leases to it and its reports on. When its stream ends, or when nothing is heard of it
/// for <see cref="CoordinatorOptions.SilenceLimit"/>, its leases are taken back and it is gone; results under way are
/// still stored.
/// </summary>
internal sealed class WorkerSessionActor : ReceiveActor
{
    private readonly ChannelWriter<CoordinatorMessage> _worker;
    private readonly IActorRef _scheduler;
    private readonly IActorRef _results;
    private readonly Dictionary<LeaseId, OpenLease> _leases = [];
    private string _name = "";

    public WorkerSessionActor(
        ChannelWriter<CoordinatorMessage> worker, IActorRef scheduler, IActorRef results, CoordinatorOptions options)
    {
        _worker = worker;
        _scheduler = scheduler;
        _results = results;
        SetReceiveTimeout(options.SilenceLimit);
        Receive<WorkerAttached>(OnAttached);
        Receive<WorkerHeartbeat>(_ => { });
        Receive<OpenLease>(OnOpenLease);
        Receive<RevokeLease>(m => _worker.TryWrite(new LeaseRevoked(m.Lease)));
        Receive<TrialFinished>(OnTrialFinished);
        Receive<TrialThrew>(m => SweepOf(m.Lease)?.Tell(m));
        Receive<GeneratorFitted>(m => _results.Tell(new StoreTrace(m.Trace)));
        Receive<LeaseReturned>(m => End(m.Lease));
        Receive<ReceiveTimeout>(_ => Close("nothing was heard of it"));
        Receive<WorkerGone>(gone => Close(gone.Reason));
    }

    public static Props Props(
        ChannelWriter<CoordinatorMessage> worker, IActorRef scheduler, IActorRef results, CoordinatorOptions options) =>
        Akka.Actor.Props.Create(() => new WorkerSessionActor(worker, scheduler, results, options));

    protected override void PostStop()
    {
        _worker.TryComplete();
        base.PostStop();
    }

    private void OnAttached(WorkerAttached attached)
    {
        _name = attached.Worker;
        _scheduler.Tell(new SessionOpened(_name, Self, attached.Offer.Slots.Count));
    }

    private void OnOpenLease(OpenLease open)
    {
        _leases.Add(open.Grant.Lease, open);
        if (!_worker.TryWrite(open.Grant))
            End(open.Grant.Lease);
    }

    private void OnTrialFinished(TrialFinished finished)
    {
        if (SweepOf(finished.Lease) is { } sweep)
        {
            var stored = new StoredResult(finished.Result, finished.Timings);
            _results.Tell(new StoreResult(sweep, finished.Lease, finished.Trial, stored));
        }
    }

    // The end of a lease travels behind its results, so the sweep never hands out again what is about to be stored.
    private void End(LeaseId lease)
    {
        if (!_leases.Remove(lease, out var open))
            return;
        _results.Tell(new EndLease(open.Sweep, lease));
        _scheduler.Tell(new SlotFreed(_name, open.SweepId));
    }

    private void Close(string reason)
    {
        Context.GetLogger().Info("Worker {0} is gone with {1} leases: {2}", _name, _leases.Count, reason);
        _scheduler.Tell(new SessionClosed(_name));
        foreach (var lease in _leases.Keys.ToList())
            End(lease);
        Context.Stop(Self);
    }

    private IActorRef? SweepOf(LeaseId lease) => _leases.TryGetValue(lease, out var open) ? open.Sweep : null;
}

using Akka.Actor;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Coordinator.Results;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>Results that a session gathers to pass them on together.</summary>
internal sealed class ReportedResults
{
    private List<LeaseResults> _leases = [];

    /// <summary>True where results were reported since the last sending, refused ones counted.</summary>
    public bool HasNew { get; set; }

    public void Add(HeldLease lease, TrialFinished finished)
    {
        if (_leases.Count == 0 || _leases[^1].Lease != finished.Lease)
            _leases.Add(new LeaseResults(lease.Sweep, finished.Lease, [], Activities.Store(lease.Span)));
        _leases[^1].Outcomes.Add(
            new TrialOutcome(finished.Trial, new StoredResult(finished.Result, finished.Timings)));
    }

    /// <summary>Sends what was gathered; <paramref name="reported"/> counts the session's results up to here.</summary>
    public void SendTo(IActorRef results, IActorRef session, long reported)
    {
        if (!HasNew)
            return;
        results.Tell(new StoreResults(session, reported, _leases));
        (_leases, HasNew) = ([], false);
    }
}

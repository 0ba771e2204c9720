using Akka.Actor;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>A sweep's lease for the worker of this session.</summary>
internal sealed record OpenLease(LeaseGranted Grant, string SweepId, IActorRef Sweep);

/// <summary>A sweep wants its lease back.</summary>
internal sealed record RevokeLease(LeaseId Lease);

/// <summary>The worker's stream has ended.</summary>
internal sealed record WorkerGone(string Reason);

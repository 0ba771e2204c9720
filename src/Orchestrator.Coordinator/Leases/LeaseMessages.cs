using System.Diagnostics;
using Akka.Actor;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Leases;

/// <summary>A sweep's lease for the worker of this session.</summary>
/// <param name="Grant">The lease.</param>
/// <param name="SweepId">The sweep's id in the catalogue.</param>
/// <param name="Sweep">Who hears of it.</param>
/// <param name="Span">Ends with the lease; null where it is not traced.</param>
internal sealed record OpenLease(LeaseGranted Grant, string SweepId, IActorRef Sweep, Activity? Span);

/// <summary>A sweep wants its lease back.</summary>
internal sealed record RevokeLease(LeaseId Lease);

/// <summary>The worker's stream has ended.</summary>
internal sealed record WorkerGone(string Reason);

/// <summary>The coordinator wants the session to end.</summary>
internal sealed record CloseSession(string Reason);

/// <summary>
/// What the worker said, in order. <paramref name="Taken"/> ends when the session is ready for more: it holds a worker
/// back that reports faster than its results can be stored.
/// </summary>
internal sealed record WorkerSaid(IReadOnlyList<WorkerMessage> Messages, TaskCompletionSource Taken);

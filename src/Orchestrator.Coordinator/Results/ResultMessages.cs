using System.Diagnostics;
using Akka.Actor;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>
/// Store these results; their sweeps hear of them when they are durable, and after them the session hears
/// <see cref="ResultsSettled"/>.
/// </summary>
/// <param name="Session">Who reported them.</param>
/// <param name="Reported">How many results the session has reported up to here, refused ones counted.</param>
/// <param name="Leases">The results, a lease an entry.</param>
internal sealed record StoreResults(IActorRef Session, long Reported, IReadOnlyList<LeaseResults> Leases);

/// <summary>Results of one lease.</summary>
/// <param name="Sweep">Whose they are.</param>
/// <param name="Lease">The lease.</param>
/// <param name="Outcomes">The results; at least one.</param>
/// <param name="Storing">The span that ends when they are durable; null where the lease is not traced.</param>
internal sealed record LeaseResults(IActorRef Sweep, LeaseId Lease, List<TrialOutcome> Outcomes, Activity? Storing);

/// <summary>A trial's result.</summary>
internal readonly record struct TrialOutcome(long Trial, StoredResult Result);

/// <summary>The first results of a session, this many, are durable or refused.</summary>
internal sealed record ResultsSettled(long Reported);

/// <summary>Store how a generator fit went.</summary>
internal sealed record StoreTrace(GeneratorTrace Trace);

/// <summary>Store that a trial failed for good.</summary>
internal sealed record StoreFailure(StoredFailure Failure);

/// <summary>The lease has ended; the sweep hears of it after the results before it are durable.</summary>
internal sealed record EndLease(IActorRef Sweep, LeaseEnded Ended);

/// <summary>Answer <see cref="Flushed"/> to the sender once everything received so far is durable.</summary>
internal sealed record Flush;

/// <summary>Everything received before the request is durable.</summary>
internal sealed record Flushed;

/// <summary>These results of one sweep are durable.</summary>
internal sealed record ResultsStored(IReadOnlyList<LeaseResults> Leases);

/// <summary>The lease has ended and all its results are durable.</summary>
internal sealed record LeaseEnded(LeaseId Lease, LeaseEnding Ending);

/// <summary>Results cannot be stored (an error) or can be again (null). What waits is kept and tried again.</summary>
internal sealed record StoreHealth(string? Error);

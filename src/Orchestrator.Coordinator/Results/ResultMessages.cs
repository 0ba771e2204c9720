using Akka.Actor;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>Store the result of a trial; the sweep hears of it when it is durable.</summary>
internal sealed record StoreResult(IActorRef Sweep, LeaseId Lease, long Trial, StoredResult Result);

/// <summary>Store how a generator fit went.</summary>
internal sealed record StoreTrace(GeneratorTrace Trace);

/// <summary>Store that a trial failed for good.</summary>
internal sealed record StoreFailure(StoredFailure Failure);

/// <summary>The lease has ended; the sweep hears of it after the results before it are durable.</summary>
internal sealed record EndLease(IActorRef Sweep, LeaseId Lease);

/// <summary>Answer <see cref="Flushed"/> to the sender once everything received so far is durable.</summary>
internal sealed record Flush;

/// <summary>Everything received before the request is durable.</summary>
internal sealed record Flushed;

/// <summary>A trial's result is durable.</summary>
internal sealed record ResultStored(LeaseId Lease, long Trial, double Accuracy);

/// <summary>These results are durable.</summary>
internal sealed record ResultsStored(IReadOnlyList<ResultStored> Results);

/// <summary>The lease has ended and all its results are durable.</summary>
internal sealed record LeaseEnded(LeaseId Lease);

/// <summary>Results cannot be stored (an error) or can be again (null). What waits is kept and tried again.</summary>
internal sealed record StoreHealth(string? Error);

using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What a worker tells its coordinator.</summary>
public abstract record WorkerMessage
{
    private protected WorkerMessage()
    {
    }
}

/// <summary>The worker is here and offers this many slots (bundles at a time).</summary>
public sealed record WorkerAttached(string Worker, int Slots) : WorkerMessage;

/// <summary>The leases are still being worked on.</summary>
public sealed record WorkerHeartbeat(string Worker) : WorkerMessage;

/// <summary>A trial has its result.</summary>
public sealed record TrialFinished(LeaseId Lease, long Trial, TrialResult Result, TrialTimings Timings) : WorkerMessage;

/// <summary>A trial threw. The bundle goes on without it.</summary>
public sealed record TrialThrew(LeaseId Lease, long Trial, string Error, bool Retryable) : WorkerMessage;

/// <summary>A generator was fitted: its trace, for the record.</summary>
public sealed record GeneratorFitted(LeaseId Lease, GeneratorTrace Trace) : WorkerMessage;

/// <summary>
/// Nothing more comes of this lease: every trial of it was reported, or handed back by a draining worker.
/// </summary>
public sealed record LeaseReturned(LeaseId Lease) : WorkerMessage;

/// <summary>What a coordinator tells a worker.</summary>
public abstract record CoordinatorMessage
{
    private protected CoordinatorMessage()
    {
    }
}

/// <summary>A trial of a lease.</summary>
/// <param name="Index">Its index in the canonical grid.</param>
/// <param name="Attempt">Which start of it this is, from 1.</param>
public sealed record LeasedTrial(long Index, int Attempt);

/// <summary>Run these trials of the bundle: those that have no result yet.</summary>
public sealed record LeaseGranted(LeaseId Lease, SweepPlan Plan, Bundle Bundle, IReadOnlyList<LeasedTrial> Trials)
    : CoordinatorMessage;

/// <summary>Stop working on the lease; its results are no longer wanted.</summary>
public sealed record LeaseRevoked(LeaseId Lease) : CoordinatorMessage;

using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Sweeps.Scheduling;

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
    : CoordinatorMessage
{
    /// <summary>The W3C traceparent of the lease's span; null where it is not traced.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>Stop working on the lease; its results are no longer wanted.</summary>
public sealed record LeaseRevoked(LeaseId Lease) : CoordinatorMessage;

/// <summary>
/// The first <paramref name="Results"/> <see cref="TrialFinished"/> of this session, in the order they were sent, are
/// durable or refused.
/// </summary>
public sealed record ResultsAcknowledged(long Results) : CoordinatorMessage;

/// <summary>A report that this session may not make; it counted for nothing.</summary>
/// <param name="Lease">The lease it named.</param>
/// <param name="Trial">The trial it named; -1 where it is not of one trial.</param>
/// <param name="Reason">Why not.</param>
public sealed record ReportRefused(LeaseId Lease, long Trial, string Reason) : CoordinatorMessage;

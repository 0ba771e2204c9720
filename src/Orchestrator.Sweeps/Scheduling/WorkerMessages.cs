using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What a worker tells its coordinator.</summary>
public abstract record WorkerMessage
{
    private protected WorkerMessage()
    {
    }
}

/// <summary>The worker is here. The first message, and only once.</summary>
/// <param name="Worker">Its name, unique among the workers of a coordinator.</param>
/// <param name="Offer">What it offers.</param>
public sealed record WorkerAttached(string Worker, WorkerOffer Offer) : WorkerMessage;

/// <summary>The worker is alive, and its leases with it.</summary>
/// <param name="Worker">Its name.</param>
public sealed record WorkerHeartbeat(string Worker) : WorkerMessage
{
    /// <summary>Slots that run a bundle.</summary>
    public int BusySlots { get; init; }

    /// <summary>Resident memory of its processes, in bytes; 0 where unknown.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>GPU memory that it uses, in bytes; 0 without a GPU.</summary>
    public long GpuBytes { get; init; }
}

/// <summary>A trial has its result.</summary>
public sealed record TrialFinished(LeaseId Lease, long Trial, TrialResult Result, TrialTimings Timings) : WorkerMessage;

/// <summary>A trial threw. The bundle goes on without it.</summary>
public sealed record TrialThrew(LeaseId Lease, long Trial, string Error, bool Retryable) : WorkerMessage;

/// <summary>A generator was fitted: its trace, for the record.</summary>
public sealed record GeneratorFitted(LeaseId Lease, GeneratorTrace Trace) : WorkerMessage;

/// <summary>What the lease is at; sent now and then, and a lost one is not missed.</summary>
public sealed record LeaseProgressed(LeaseId Lease, StageProgress Stage) : WorkerMessage;

/// <summary>These trials of the lease are under way now: the suspects, should the process die.</summary>
public sealed record TrialsStarted(LeaseId Lease, IReadOnlyList<long> Trials) : WorkerMessage;

/// <summary>A stage of the lease has ended, well or not: what a trace shows and metrics count.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Stage">One of the words of <see cref="StageNames"/>.</param>
/// <param name="Algorithm">The generator or model; empty for other stages.</param>
/// <param name="Trials">How many trials of the lease wait for it.</param>
/// <param name="Start">When it began.</param>
/// <param name="Duration">
/// How long it took; without what was done between the parts of it, where it has several.
/// </param>
/// <param name="Error">What it threw, in one line; null where it did not.</param>
public sealed record StageEnded(
    LeaseId Lease,
    string Stage,
    string Algorithm,
    int Trials,
    DateTimeOffset Start,
    TimeSpan Duration,
    string? Error) : WorkerMessage;

/// <summary>
/// The process of the slot that ran the lease died. The lease is over, as with <see cref="LeaseReturned"/>.
/// </summary>
/// <param name="Lease">The lease.</param>
/// <param name="Suspects">The trials that were under way: one of them may be the cause.</param>
/// <param name="Error">How the process died, in one line.</param>
public sealed record SlotCrashed(LeaseId Lease, IReadOnlyList<long> Suspects, string Error) : WorkerMessage;

/// <summary>
/// Nothing more comes of this lease: every trial of it was reported, or handed back by a draining worker.
/// </summary>
public sealed record LeaseReturned(LeaseId Lease) : WorkerMessage;

/// <summary>
/// The worker cannot run the sweep that the lease is of, in this session at least: it reads the sweep's definition
/// otherwise. The lease is over, as with <see cref="LeaseReturned"/>.
/// </summary>
/// <param name="Lease">The lease.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record LeaseRefused(LeaseId Lease, string Reason) : WorkerMessage;

/// <summary>The worker takes no more leases and leaves when those it holds have ended.</summary>
public sealed record WorkerDraining : WorkerMessage;

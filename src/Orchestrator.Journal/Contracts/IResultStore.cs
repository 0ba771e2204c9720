using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Contracts;

/// <summary>
/// What the sweeps came to. Writes are batches: each is one transaction, durable when the task ends, and idempotent by
/// key. Safe for concurrent use; writes are carried out one at a time. In texts the character U+0000 and halves of
/// surrogate pairs become U+FFFD, since not every store can keep them. Sweeps are ordered by when they were submitted,
/// then by id. What all methods throw where the store fails is <see cref="StoreException"/>.
/// </summary>
public interface IResultStore : IAsyncDisposable
{
    /// <summary>
    /// This process leads from now on: where several can open the store, the writes of those that took it over under a
    /// lower term, here or elsewhere, are refused once the task has ended, and nothing of one that was under way
    /// follows. A process that never took it over writes unhindered. Nothing happens where one process at a time opens
    /// the store.
    /// </summary>
    /// <param name="term">The number of the leadership, from 1: higher than that of any before it.</param>
    /// <param name="cancellation">Cancels the waiting; the store may have been taken over all the same.</param>
    /// <exception cref="StoreException">
    /// A higher term is in force (<see cref="StoreFailureKind.Fenced"/>), or the store fails.
    /// </exception>
    Task TakeOverAsync(long term, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// Stores a sweep's record and returns the one that stands: where a sweep has its idempotency key, that sweep
    /// (perhaps of another id), else where a sweep has its id, that one; both stay as they are.
    /// </summary>
    Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>The sweep of an id; null where there is none.</summary>
    Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation);

    /// <summary>All sweeps, oldest first.</summary>
    Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation);

    /// <summary>A page of the sweeps, oldest first.</summary>
    /// <param name="after">The id of the last sweep of the page before; null: from the oldest on.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="ArgumentException">There is no sweep <paramref name="after"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(string? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Stores a batch. What is there already stays: the first result of a key is the result, and the same for traces. A
    /// later failure of one trial of a sweep replaces the earlier one. Scores and times come back bit for bit, except
    /// that a store need not keep the sign of a zero.
    /// </summary>
    /// <exception cref="ArgumentException">A number of the batch is NaN; nothing of it was stored.</exception>
    /// <exception cref="StoreException">
    /// The store cannot take it (disk full, locked, damaged, not reached). Nothing was stored, unless the kind is
    /// <see cref="StoreFailureKind.Unavailable"/>: then all of it may be there, and storing it again changes nothing.
    /// </exception>
    Task AppendAsync(StoreBatch batch, CancellationToken cancellation);

    /// <summary>The stored results of <paramref name="keys"/>, in their order; null where there is none.</summary>
    Task<IReadOnlyList<StoredResult?>> FindAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellation);

    /// <summary>The failures of a sweep that were not followed by a result, by trial index.</summary>
    Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation);

    /// <summary>The stored traces of <paramref name="keys"/>, in their order; null where there is none.</summary>
    Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(IReadOnlyList<StageKey> keys, CancellationToken cancellation);
}

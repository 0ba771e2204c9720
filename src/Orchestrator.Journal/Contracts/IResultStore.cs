using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Contracts;

/// <summary>
/// What the sweeps came to. Writes are batches: each is one transaction, durable when the task ends, and idempotent by
/// key. Safe for concurrent use; writes are carried out one at a time.
/// </summary>
public interface IResultStore : IAsyncDisposable
{
    /// <summary>Stores a sweep's record; a sweep of that id that is already there stays as it is.</summary>
    Task SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>All sweeps, oldest first.</summary>
    Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation);

    /// <summary>
    /// Stores a batch. What is there already stays: the first result of a key is the result, and the same for traces. A
    /// later failure of one trial of a sweep replaces the earlier one. Scores and times come back bit for bit, except
    /// that a store need not keep the sign of a zero.
    /// </summary>
    /// <exception cref="ArgumentException">A number of the batch is NaN; nothing of it was stored.</exception>
    /// <exception cref="StoreException">The store cannot take it (disk full, locked, damaged).</exception>
    Task AppendAsync(StoreBatch batch, CancellationToken cancellation);

    /// <summary>The stored results of <paramref name="keys"/>, in their order; null where there is none.</summary>
    Task<IReadOnlyList<StoredResult?>> FindAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellation);

    /// <summary>The failures of a sweep that were not followed by a result, by trial index.</summary>
    Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation);

    /// <summary>The stored traces of <paramref name="keys"/>, in their order; null where there is none.</summary>
    Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(IReadOnlyList<StageKey> keys, CancellationToken cancellation);
}

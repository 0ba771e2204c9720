using System.Collections.Concurrent;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>A store in memory whose appends the test can hold back or have refused.</summary>
internal sealed class GatedStore : IResultStore
{
    private readonly InMemoryResultStore _store = new();
    private volatile TaskCompletionSource? _gate;
    private volatile string? _refusal;

    /// <summary>The terms under which the store was taken over.</summary>
    public ConcurrentQueue<long> Terms { get; } = new();

    /// <summary>Ends when a takeover was refused.</summary>
    public TaskCompletionSource TakeoverRefused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when an append is waiting at the closed gate.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => Interlocked.Exchange(ref _gate, null)?.TrySetResult();

    public void Refuse(string? reason) => _refusal = reason;

    public Task TakeOverAsync(long term, CancellationToken cancellation)
    {
        if (_refusal is { } reason)
        {
            TakeoverRefused.TrySetResult();
            return Task.FromException(new StoreException(reason));
        }

        Terms.Enqueue(term);
        return Task.CompletedTask;
    }

    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        if (_gate is { } gate)
        {
            Waiting.TrySetResult();
            await gate.Task;
        }

        if (_refusal is { } reason)
            throw new StoreException(reason);
        await _store.AppendAsync(batch, cancellation);
    }

    public Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation) =>
        _store.SaveSweepAsync(sweep, cancellation);

    public Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        _store.FindSweepAsync(id, cancellation);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        _store.ListSweepsAsync(cancellation);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(
        string? after, int limit, CancellationToken cancellation) =>
        _store.ListSweepsAsync(after, limit, cancellation);

    public Task<IReadOnlyList<StoredResult?>> FindAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellation) =>
        _store.FindAsync(keys, cancellation);

    public Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation) =>
        _store.ListFailuresAsync(sweepId, cancellation);

    public Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        _store.FindTracesAsync(keys, cancellation);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Endpoints.Rpc;

/// <summary>A store in memory that refuses everything while it has a reason to.</summary>
internal sealed class BrokenStore : IResultStore
{
    private readonly InMemoryResultStore _store = new();
    private volatile string? _reason;

    public string? Reason
    {
        set => _reason = value;
    }

    private InMemoryResultStore Store => _reason is { } reason ? throw new StoreException(reason) : _store;

    public async Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation) =>
        await Store.SaveSweepAsync(sweep, cancellation);

    public async Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        await Store.FindSweepAsync(id, cancellation);

    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        await Store.ListSweepsAsync(cancellation);

    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(
        string? after, int limit, CancellationToken cancellation) =>
        await Store.ListSweepsAsync(after, limit, cancellation);

    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation) =>
        await Store.AppendAsync(batch, cancellation);

    public async Task<IReadOnlyList<StoredResult?>> FindAsync(
        IReadOnlyList<TrialKey> keys, CancellationToken cancellation) => await Store.FindAsync(keys, cancellation);

    public async Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(
        string sweepId, CancellationToken cancellation) => await Store.ListFailuresAsync(sweepId, cancellation);

    public async Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        await Store.FindTracesAsync(keys, cancellation);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}

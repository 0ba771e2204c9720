using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.InMemory;

/// <summary>
/// Results in the memory of the process, for tests and trials; gone with it. Same contract as the files.
/// </summary>
public sealed class InMemoryResultStore : IResultStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SweepRecord> _sweeps = [];
    private readonly Dictionary<TrialKey, StoredResult> _results = [];
    private readonly Dictionary<(string Sweep, long Trial), StoredFailure> _failures = [];
    private readonly Dictionary<StageKey, GeneratorTrace> _traces = [];
    private bool _disposed;

    /// <inheritdoc/>
    public Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation) => Locked(
        () =>
        {
            sweep = BatchChecks.Checked(sweep);
            if (sweep.IdempotencyKey is { } once
                && _sweeps.Values.FirstOrDefault(s => s.IdempotencyKey == once) is { } named)
                return named;
            _sweeps.TryAdd(sweep.Id, sweep);
            return _sweeps[sweep.Id];
        },
        cancellation);

    /// <inheritdoc/>
    public Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        Locked(() => _sweeps.GetValueOrDefault(id), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        Locked<IReadOnlyList<SweepRecord>>(() => [.. Sorted()], cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(
        string? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await Locked<IReadOnlyList<SweepRecord>>(
            () => after is null || _sweeps.ContainsKey(after)
                ?
                [
                    .. Sorted().SkipWhile(s => after is not null && s.Id != after).Skip(after is null ? 0 : 1)
                        .Take(limit),
                ]
                : throw UnknownSweep.After(after),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        batch = BatchChecks.Checked(batch);
        await Locked(
            () =>
            {
                foreach (var stored in batch.Results)
                    _results.TryAdd(stored.Result.Key, stored);
                foreach (var failure in batch.Failures)
                    _failures[(failure.SweepId, failure.Trial)] = failure;
                foreach (var trace in batch.Traces)
                    _traces.TryAdd(trace.Key, trace);
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredResult?>> FindAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellation) =>
        Locked<IReadOnlyList<StoredResult?>>(
            () => [.. keys.Select(key => _results.GetValueOrDefault(key))], cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation) =>
        Locked<IReadOnlyList<StoredFailure>>(
            () =>
            [
                .. _failures.Values.Where(f => f.SweepId == sweepId && !_results.ContainsKey(f.Key))
                    .OrderBy(f => f.Trial),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        Locked<IReadOnlyList<GeneratorTrace?>>(
            () => [.. keys.Select(key => _traces.GetValueOrDefault(key))], cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private IOrderedEnumerable<SweepRecord> Sorted() =>
        _sweeps.Values.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id, StringComparer.Ordinal);

    private Task<T> Locked<T>(Func<T> action, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        lock (_gate)
        {
            return Task.FromResult(action());
        }
    }
}

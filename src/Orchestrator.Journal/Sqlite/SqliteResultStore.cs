using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Sqlite;

/// <summary>
/// Results in one SQLite file: a single writer that groups its callers' batches into transactions, and readers beside
/// it (write-ahead log). What was acknowledged survives the death of the process at any moment.
/// </summary>
internal sealed class SqliteResultStore : IResultStore
{
    private readonly WriteQueue? _writes;
    private readonly SqliteReaders _readers;
    private readonly string _path;

    private SqliteResultStore(DatabaseFile file, WriteQueue? writes)
    {
        _path = file.Path;
        _writes = writes;
        _readers = new SqliteReaders(file);
    }

    /// <summary>The store in <paramref name="path"/>, created where there is none.</summary>
    /// <exception cref="StoreException">The file cannot serve; the message says why.</exception>
    public static SqliteResultStore OpenForWriting(string path, ResultStoreOptions options)
    {
        var file = new DatabaseFile(path, DatabaseSchema.Results, options.BusyTimeout);
        var writer = new SqliteWriter(file.OpenForWriting());
        return new SqliteResultStore(file, new WriteQueue(writer, path, options));
    }

    /// <summary>The store in <paramref name="path"/>, to be read only.</summary>
    /// <exception cref="StoreException">The file cannot serve; the message says why.</exception>
    public static SqliteResultStore OpenForReading(string path, ResultStoreOptions options)
    {
        var file = new DatabaseFile(path, DatabaseSchema.Results, options.BusyTimeout);
        file.OpenForReading().Dispose();
        return new SqliteResultStore(file, writes: null);
    }

    /// <inheritdoc/>
    public Task SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation) =>
        Writes().WriteAsync(1, writer => writer.Write(sweep), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        await _readers.UseAsync(reader => reader.Sweeps(), cancellation);

    /// <inheritdoc/>
    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        BatchChecks.Check(batch);
        var records = batch.Results.Count + batch.Failures.Count + batch.Traces.Count;
        await Writes().WriteAsync(records, writer => writer.Write(batch), cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredResult?>> FindAsync(
        IReadOnlyList<TrialKey> keys, CancellationToken cancellation) =>
        await _readers.UseAsync(reader => Each(keys, reader.Result, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation) =>
        await _readers.UseAsync(reader => reader.Failures(sweepId), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        await _readers.UseAsync(reader => Each(keys, reader.Trace, cancellation), cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        if (_writes is not null)
            await _writes.DisposeAsync();
    }

    private static TValue?[] Each<TKey, TValue>(
        IReadOnlyList<TKey> keys, Func<TKey, TValue?> find, CancellationToken cancellation)
        where TValue : class
    {
        var found = new TValue?[keys.Count];
        for (var i = 0; i < found.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            found[i] = find(keys[i]);
        }

        return found;
    }

    private WriteQueue Writes() =>
        _writes ?? throw new StoreException($"{_path} was opened for reading only.");
}

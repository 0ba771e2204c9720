using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Sqlite;

/// <summary>
/// Results in one SQLite file: a single writer that groups its callers' batches into transactions, and readers beside
/// it (write-ahead log). What was acknowledged survives the death of the process at any moment.
/// </summary>
internal sealed class SqliteResultStore : IResultStore
{
    private readonly WriteQueue<Action<SqliteWriter>>? _writes;
    private readonly SqliteReaders _readers;
    private readonly string _path;

    private SqliteResultStore(DatabaseFile file, WriteQueue<Action<SqliteWriter>>? writes)
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
        return new SqliteResultStore(
            file, new WriteQueue<Action<SqliteWriter>>(new SqliteGroupWriter(writer, path), options));
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
    public async Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        sweep = BatchChecks.Checked(sweep);
        var standing = sweep.Id;
        await Writes().WriteAsync(1, writer => standing = writer.Write(sweep), cancellation);
        return await _readers.UseAsync(reader => reader.Sweep(standing)!, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        await _readers.UseAsync(reader => reader.Sweep(id), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        await _readers.UseAsync(reader => reader.Sweeps(), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(
        string? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _readers.UseAsync(
            reader => after is null || reader.Sweep(after) is not null
                ? reader.Sweeps(after, limit)
                : throw UnknownSweep.After(after),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        batch = BatchChecks.Checked(batch);
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

    private WriteQueue<Action<SqliteWriter>> Writes() =>
        _writes ?? throw new StoreException($"{_path} was opened for reading only.");
}

using Dapper;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// Results in a PostgreSQL database: a single writer that groups its callers' batches into transactions, and readers
/// beside it. What was acknowledged is as durable as the server's settings make a commit.
/// </summary>
internal sealed class PostgresResultStore : IResultStore
{
    private const string InsertSweep =
        "INSERT INTO orchestrator_sweeps VALUES (@Id, @Name, @SpecText, @SpecPath, @DatasetHash, @SubmittedAt, "
        + "@Priority, @IdempotencyKey) ON CONFLICT DO NOTHING";

    private readonly PostgresDatabase _database;
    private readonly WriteQueue<StoreBatch>? _writes;
    private volatile bool _disposed;

    /// <summary>A store in <paramref name="database"/>, which stays the caller's and has our tables.</summary>
    /// <param name="database">The database.</param>
    /// <param name="options">How batches are grouped.</param>
    /// <param name="writes">False: a store that only reads.</param>
    public PostgresResultStore(PostgresDatabase database, ResultStoreOptions options, bool writes)
    {
        _database = database;
        _writes = writes ? new WriteQueue<StoreBatch>(new PostgresBatchWriter(database), options) : null;
    }

    /// <inheritdoc/>
    public Task TakeOverAsync(long term, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(term, 1);
        _ = Writes();
        return _database.TakeOverAsync(term, cancellation);
    }

    /// <inheritdoc/>
    public async Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _ = Writes();
        sweep = BatchChecks.Checked(sweep);
        return await _database.WriteAsync(async (connection, token) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                InsertSweep,
                new
                {
                    sweep.Id,
                    sweep.Name,
                    sweep.SpecText,
                    sweep.SpecPath,
                    DatasetHash = sweep.DatasetHash.ToBytes(),
                    SubmittedAt = Timestamp.Write(sweep.SubmittedAt),
                    sweep.Priority,
                    sweep.IdempotencyKey,
                },
                cancellationToken: token));
            var named = sweep.IdempotencyKey is { } key
                ? await PostgresReads.NamedSweepAsync(connection, key, token)
                : null;
            return named ?? (await PostgresReads.SweepAsync(connection, sweep.Id, token))!;
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        await ReadAsync((connection, token) => PostgresReads.SweepAsync(connection, id, token), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) =>
        await ReadAsync(PostgresReads.SweepsAsync, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(
        string? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await ReadAsync(
            (connection, token) => PostgresReads.SweepsAsync(connection, after, limit, token), cancellation);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        batch = BatchChecks.Checked(batch);
        var records = batch.Results.Count + batch.Failures.Count + batch.Traces.Count;
        await Writes().WriteAsync(records, batch, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredResult?>> FindAsync(
        IReadOnlyList<TrialKey> keys, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            (connection, token) => PostgresReads.ResultsAsync(connection, keys, token), cancellation);
        return [.. keys.Select(found.GetValueOrDefault)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation) =>
        await ReadAsync((connection, token) => PostgresReads.FailuresAsync(connection, sweepId, token), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            (connection, token) => PostgresReads.TracesAsync(connection, keys, token), cancellation);
        return [.. keys.Select(found.GetValueOrDefault)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_writes is not null)
            await _writes.DisposeAsync();
    }

    private Task<T> ReadAsync<T>(
        Func<Npgsql.NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _database.ReadAsync(read, cancellation);
    }

    private WriteQueue<StoreBatch> Writes() =>
        _writes ?? throw new StoreException($"{_database.Name} was opened for reading only.");
}

using Npgsql;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Polly;
using Polly.Retry;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// Connections to one database, and how work on them is tried again. What it throws are <see cref="StoreException"/>s,
/// and <see cref="ObjectDisposedException"/> once it is closed. Safe for concurrent use.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private readonly NpgsqlDataSource _source;
    private readonly PostgresFence _fence;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _reads;
    private readonly ResiliencePipeline _writes;
    private volatile bool _disposed;

    /// <summary>Connections to <paramref name="location"/>; none is opened yet.</summary>
    public PostgresDatabase(StoreLocation.Postgres location, PostgresStoreOptions options, TimeProvider time)
    {
        Name = location.ToString();
        _time = time;
        var settings = new NpgsqlConnectionStringBuilder(location.ConnectionString)
        {
            // The few statements of the stores are parsed and planned once a connection.
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
        };

        // A plan that was made while a table was empty would read all of it ever after.
        settings.Options = $"{settings.Options} -c enable_seqscan=off".Trim();
        _source = NpgsqlDataSource.Create(settings);
        _fence = new PostgresFence(Name);
        _reads = Retries(options.ReadPatience);
        _writes = Retries(options.WritePatience);
    }

    /// <summary>The database for messages: a URL without password.</summary>
    public string Name { get; }

    /// <summary>Reads, again from the start where the connection is lost.</summary>
    public Task<T> ReadAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        TryAsync(_reads, async token =>
        {
            await using var connection = await _source.OpenConnectionAsync(token);
            return await read(connection, token);
        }, cancellation);

    /// <summary>
    /// Writes in one transaction, if no other process has taken the database over since this one did; again from the
    /// start after a conflict or a lost connection, so <paramref name="write"/> must store the same thing however often
    /// it is called. Durable at the end.
    /// </summary>
    public Task<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancellation)
    {
        var term = _fence.Term;
        return TryAsync(_writes, token => WriteOnceAsync(write, term, token), cancellation);
    }

    /// <summary>Puts a term in force, and writes under it from then on.</summary>
    /// <exception cref="StoreException">A higher one is in force, or the database does not serve.</exception>
    public async Task TakeOverAsync(long term, CancellationToken cancellation)
    {
        await TryAsync(_writes, token => WriteOnceAsync(
            async (connection, inner) =>
            {
                await _fence.TakeAsync(connection, term, inner);
                return true;
            },
            term: 0, token), cancellation);
        _fence.Lead(term);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _source.DisposeAsync();
    }

    // The term is that of when the write was asked for: one that is tried again is the same leader's still.
    private async Task<T> WriteOnceAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> write, long term, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await _fence.BeginAsync(connection, term, cancellation);
        var written = await write(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return written;
    }

    private async Task<T> TryAsync<T>(
        ResiliencePipeline pipeline, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Started, _time.GetTimestamp());
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, work) => await work(context.CancellationToken), context, work);
        }
        catch (Exception error) when (error is NpgsqlException || PostgresFailures.IsPassing(error))
        {
            throw PostgresFailures.Explain(error, Name);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline Retries(TimeSpan patience) => new ResiliencePipelineBuilder { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is { } error && PostgresFailures.IsPassing(error)
                && _time.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0)) < patience),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromMilliseconds(500),
        })
        .Build();
}

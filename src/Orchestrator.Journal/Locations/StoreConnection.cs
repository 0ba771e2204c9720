using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Postgres;

namespace Orchestrator.Journal.Locations;

/// <summary>
/// An open store: results, blobs, and where the event journal is. Disposing carries out the writes that were begun and
/// then gives the place free.
/// </summary>
public sealed class StoreConnection : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<long>> _measure;
    private readonly Func<ValueTask> _release;

    private StoreConnection(
        StoreLocation location, IResultStore results, IBlobStore blobs, string journal, string provider,
        Func<CancellationToken, Task<long>> measure, Func<ValueTask> release)
    {
        Location = location;
        Results = results;
        Blobs = blobs;
        JournalConnectionString = journal;
        JournalProvider = provider;
        _measure = measure;
        _release = release;
    }

    /// <summary>Where it is; its text holds no password.</summary>
    public StoreLocation Location { get; }

    /// <summary>The results. Disposed of with the connection.</summary>
    public IResultStore Results { get; }

    /// <summary>The blobs.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>Where the event journal's tables are. May hold a password: it is not to be shown.</summary>
    public string JournalConnectionString { get; }

    /// <summary>The provider of that string, as Akka.Persistence.Sql names it.</summary>
    public string JournalProvider { get; }

    /// <summary>Opens the store, creating and bringing it up where it is to be written.</summary>
    /// <exception cref="StoreException">
    /// It cannot serve, or cannot be reached; the message says why, in one line.
    /// </exception>
    public static async Task<StoreConnection> OpenAsync(
        StoreLocation location, StoreConnectionOptions options, TimeProvider time, CancellationToken cancellation) =>
        location switch
        {
            StoreLocation.Sqlite folder => OpenFolder(folder, options),
            StoreLocation.Postgres server => await OpenServerAsync(server, options, time, cancellation),
            _ => throw new ArgumentException($"There is no store for {location.GetType().Name}.", nameof(location)),
        };

    /// <summary>What the store takes, in bytes: the database, or the files of the folder.</summary>
    /// <exception cref="StoreException">It does not tell.</exception>
    public Task<long> MeasureAsync(CancellationToken cancellation) => _measure(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Results.DisposeAsync();
        await _release();
    }

    private static StoreConnection OpenFolder(StoreLocation.Sqlite location, StoreConnectionOptions options)
    {
        var directory = options.ReadOnly
            ? DataDirectory.OpenForReading(location.Path, options.Results)
            : DataDirectory.OpenForWriting(location.Path, options.Results);
        try
        {
            return new StoreConnection(
                location, directory.OpenResults(), directory.OpenBlobs(), directory.JournalConnectionString,
                "SQLite.MS", _ => Task.FromResult(directory.Measure()),
                () =>
                {
                    directory.Dispose();
                    return ValueTask.CompletedTask;
                });
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private static async Task<StoreConnection> OpenServerAsync(
        StoreLocation.Postgres location, StoreConnectionOptions options, TimeProvider time,
        CancellationToken cancellation)
    {
        var database = new PostgresDatabase(location, options.Postgres, time);
        try
        {
            var migrator = new PostgresMigrator(database, PostgresSchema.Migrations);
            await (options.ReadOnly ? migrator.CheckAsync(cancellation) : migrator.MigrateAsync(cancellation));
            return new StoreConnection(
                location, new PostgresResultStore(database, options.Results, writes: !options.ReadOnly),
                new PostgresBlobStore(database, writes: !options.ReadOnly), location.ConnectionString, "PostgreSQL.15",
                cancel => database.ReadAsync(PostgresReads.DatabaseSizeAsync, cancel), database.DisposeAsync);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}

using Npgsql;
using Orchestrator.Journal.Locations;
using Orchestrator.Journal.Postgres;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>A database of one test's, and the stores that were opened on it, which go with it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly List<StoreConnection> _opened = [];

    private TestDatabase(PostgresServer server, string name) => (_server, Name) = (server, name);

    public string Name { get; }

    public StoreLocation.Postgres Location => (StoreLocation.Postgres)StoreLocation.Parse(_server.Url(Name));

    public static async Task<TestDatabase> CreateAsync(PostgresServer server) =>
        new(server, await server.NewDatabaseAsync());

    public async Task<StoreConnection> OpenAsync(PostgresStoreOptions? options = null, bool readOnly = false)
    {
        var opened = await StoreConnection.OpenAsync(
            Location,
            new StoreConnectionOptions { Postgres = options ?? new PostgresStoreOptions(), ReadOnly = readOnly },
            TimeProvider.System, CancellationToken.None);
        lock (_opened)
            _opened.Add(opened);
        return opened;
    }

    /// <summary>The caller closes it.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_server.ConnectionString(Name) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs statements and gives the first value.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        return await ExecuteAsync(connection, sql);
    }

    public static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Asks, again and again, until the answer is true.</summary>
    public async Task UntilAsync(string question)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var connection = await ConnectAsync();
        while (await ExecuteAsync(connection, question) is not true)
            Assert.False(bound.IsCancellationRequested, $"It did not come to: {question}");
    }

    public Task EmptyAsync() => ExecuteAsync(
        "TRUNCATE orchestrator_sweeps, orchestrator_results, orchestrator_failures, orchestrator_traces");

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            await opened.DisposeAsync();
    }
}

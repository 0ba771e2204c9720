using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Journal.Postgres;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>The server goes away and comes back; each test has its own.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly PostgresStoreOptions Impatient = new()
    {
        ReadPatience = TimeSpan.FromMilliseconds(200),
        WritePatience = TimeSpan.Zero,
    };

    private PostgresServer _server = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await TestDatabase.CreateAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Killed_and_restarted_server_has_every_acknowledged_batch_once()
    {
        var store = await _database.OpenAsync(Impatient);
        var stream = new StreamOfBatches(store.Results);
        stream.Start();
        for (var round = 0; round < 4; round++)
        {
            await stream.AcknowledgedAsync(30);
            if (round % 2 == 0)
                await _server.KillAsync();
            else
                await _server.StopAsync();
            await _server.RestartAsync();
        }

        await stream.AcknowledgedAsync(30);
        await stream.EndAsync(_database);
        Assert.NotEmpty(stream.Refusals);
        Assert.All(stream.Refusals, refusal =>
        {
            Assert.Equal(StoreFailureKind.Unavailable, refusal.Kind);
            Assert.StartsWith($"{_database.Location} cannot be reached (", refusal.Message);
            Assert.DoesNotContain('\n', refusal.Message);
        });
    }

    [Fact]
    public async Task Connections_that_are_cut_are_replaced_without_anybody_noticing()
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { WritePatience = Patience });
        var stream = new StreamOfBatches(store.Results);
        stream.Start();
        for (var round = 0; round < 20; round++)
        {
            await stream.AcknowledgedAsync(5);
            await _database.ExecuteAsync(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'orchestrator'");
        }

        await stream.AcknowledgedAsync(5);
        await stream.EndAsync(_database);
        Assert.Empty(stream.Refusals);
    }

    [Fact]
    public async Task Reads_wait_for_a_server_that_restarts()
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { ReadPatience = Patience });
        byte[] content = [1, 2, 3];
        await store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
        await store.Results.SaveSweepAsync(Samples.Sweep(1), Never);
        await store.Blobs.PutAsync(Digest.Of(content), new MemoryStream(content), Never);
        await using var blob = await store.Blobs.OpenAsync(Digest.Of(content), Never);
        await _server.KillAsync();

        var found = store.Results.FindAsync([Samples.Key(1)], Never);
        var sweeps = store.Results.ListSweepsAsync(Never);
        var bytes = blob!.ReadAsync(new byte[3], Never);
        var opening = _database.OpenAsync(new PostgresStoreOptions { ReadPatience = Patience });
        await _server.RestartAsync();

        Assert.NotNull(Assert.Single(await found.WaitAsync(Patience)));
        Assert.Single(await sweeps.WaitAsync(Patience));
        Assert.Equal(3, await bytes.AsTask().WaitAsync(Patience));
        await opening.WaitAsync(Patience);
    }

    [Fact]
    public async Task Server_that_stays_away_is_named_and_served_again_when_it_is_back()
    {
        var store = await _database.OpenAsync(Impatient);
        await _server.StopAsync();

        foreach (var use in new Func<Task>[]
        {
            () => store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never),
            () => store.Results.SaveSweepAsync(Samples.Sweep(1), Never),
            () => store.Results.FindAsync([Samples.Key(1)], Never),
            () => store.Results.ListFailuresAsync("a", Never),
            () => store.Blobs.ExistsAsync(Digest.Of([]), Never),
            () => _database.OpenAsync(Impatient),
        })
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => use().WaitAsync(Patience));
            Assert.Equal(StoreFailureKind.Unavailable, refusal.Kind);
            Assert.StartsWith($"{_database.Location} cannot be reached (", refusal.Message);
        }

        await _server.RestartAsync();
        await store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
        Assert.NotNull(Assert.Single(await store.Results.FindAsync([Samples.Key(1)], Never)));
    }

    [Fact]
    public async Task Database_that_does_not_exist_and_a_host_that_does_not_answer_are_named_without_the_password()
    {
        var missing = await RefusedAsync(_server.Url("missing").Replace("postgres@", "postgres:s3cret@", StringComparison.Ordinal));
        Assert.EndsWith("/missing does not exist; create it with: createdb -E UTF8 NAME", missing);
        await _server.StopAsync();
        var stopped = await RefusedAsync($"postgres://me:s3cret@127.0.0.1:{_server.Port}/db");
        Assert.StartsWith($"postgres://me@127.0.0.1:{_server.Port}/db cannot be reached (", stopped);
    }

    private static async Task<string> RefusedAsync(string url)
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(() => StoreConnection.OpenAsync(
            StoreLocation.Parse(url), new StoreConnectionOptions { Postgres = Impatient }, TimeProvider.System, Never));
        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}

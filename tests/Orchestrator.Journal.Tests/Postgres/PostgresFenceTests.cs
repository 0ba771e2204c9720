using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Journal.Postgres;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

public sealed class PostgresFenceTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase _database = null!;
    private StoreConnection _store = null!;
    private long? _epoch = 1;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        await _database.ExecuteAsync(
            "CREATE TABLE \"the lease\" (name text PRIMARY KEY, \"its epoch\" bigint NOT NULL); "
            + "INSERT INTO \"the lease\" VALUES ('leader', 1), ('another', 7)");
        _store = await _database.OpenAsync(new PostgresStoreOptions
        {
            Fence = new LeaderFence
            {
                Table = "the lease",
                Name = "leader",
                EpochColumn = "its epoch",
                Epoch = () => _epoch,
            },
        });
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Leader_writes_until_another_leads()
    {
        await WriteAllAsync(1);
        await _database.ExecuteAsync("UPDATE \"the lease\" SET \"its epoch\" = 2 WHERE name = 'leader'");

        await AssertFencedAsync(2);
        _epoch = 2;
        await WriteAllAsync(3);
    }

    [Fact]
    public async Task Process_that_does_not_lead_writes_nothing()
    {
        _epoch = null;
        await AssertFencedAsync(1);
    }

    [Fact]
    public async Task Lease_whose_row_is_gone_lets_nobody_write()
    {
        await _database.ExecuteAsync("DELETE FROM \"the lease\" WHERE name = 'leader'");
        await AssertFencedAsync(1);
    }

    [Fact]
    public async Task Takeover_waits_for_the_write_under_way_and_nothing_of_the_old_leader_follows_it()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stored = 0;
        var writing = Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                await _store.Results.AppendAsync(
                    Samples.Batch([.. Enumerable.Range(n * 5, 5).Select(k => Samples.Result(k))]), Never);
                stored += 5;
                if (n == 20)
                    written.TrySetResult();
            }
        }, Never);
        await written.Task.WaitAsync(Patience);

        await _database.ExecuteAsync("UPDATE \"the lease\" SET \"its epoch\" = 2 WHERE name = 'leader'");
        var atTakeover = await CountAsync();

        var fenced = await Assert.ThrowsAsync<StoreException>(() => writing.WaitAsync(Patience));
        Assert.Equal(StoreFailureKind.Fenced, fenced.Kind);
        Assert.Equal(atTakeover, await CountAsync());
        Assert.Equal(atTakeover, stored);
    }

    private async Task<long> CountAsync() =>
        (long)(await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_results"))!;

    private async Task WriteAllAsync(int number)
    {
        await _store.Results.AppendAsync(Samples.Batch(Samples.Result(number)), Never);
        await _store.Results.SaveSweepAsync(Samples.Sweep(number), Never);
        byte[] content = [(byte)number];
        await _store.Blobs.PutAsync(Digest.Of(content), new MemoryStream(content), Never);
    }

    private async Task AssertFencedAsync(int number)
    {
        byte[] content = [(byte)number];
        foreach (var write in new Func<Task>[]
        {
            () => _store.Results.AppendAsync(Samples.Batch(Samples.Result(number)), Never),
            () => _store.Results.SaveSweepAsync(Samples.Sweep(number), Never),
            () => _store.Blobs.PutAsync(Digest.Of(content), new MemoryStream(content), Never),
        })
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(write);
            Assert.Equal(StoreFailureKind.Fenced, refusal.Kind);
            Assert.Contains("this coordinator no longer leads", refusal.Message);
        }

        Assert.Equal([null], await _store.Results.FindAsync([Samples.Key(number)], Never));
        Assert.Null(await _store.Results.FindSweepAsync(Samples.Sweep(number).Id, Never));
        Assert.False(await _store.Blobs.ExistsAsync(Digest.Of(content), Never));
    }
}

using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>Two coordinators that each have the database open: who took it over last, writes.</summary>
public sealed class PostgresFenceTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase _database = null!;
    private StoreConnection _old = null!;
    private StoreConnection _new = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        _old = await _database.OpenAsync();
        _new = await _database.OpenAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Leader_writes_until_another_takes_over_and_again_when_it_leads_again()
    {
        await _old.Results.TakeOverAsync(1, Never);
        await WriteAllAsync(_old, 1);
        await _new.Results.TakeOverAsync(2, Never);

        await AssertFencedAsync(2);
        await WriteAllAsync(_new, 2);
        await _old.Results.TakeOverAsync(3, Never);
        await WriteAllAsync(_old, 3);
    }

    [Fact]
    public async Task Takeover_that_comes_late_is_refused_and_changes_nothing()
    {
        await _new.Results.TakeOverAsync(2, Never);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => _old.Results.TakeOverAsync(1, Never));

        Assert.Equal(StoreFailureKind.Fenced, refusal.Kind);
        await WriteAllAsync(_new, 1);
    }

    [Fact]
    public async Task Takeover_that_is_repeated_changes_nothing()
    {
        await _old.Results.TakeOverAsync(1, Never);
        await _old.Results.TakeOverAsync(1, Never);
        await WriteAllAsync(_old, 1);
    }

    [Fact]
    public async Task Takeover_waits_for_the_write_under_way_and_nothing_of_the_old_leader_follows_it()
    {
        await _old.Results.TakeOverAsync(1, Never);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stored = 0;
        var writing = Task.Run(async () =>
        {
            for (var n = 0; ; n++)
            {
                await _old.Results.AppendAsync(
                    Samples.Batch([.. Enumerable.Range(n * 5, 5).Select(k => Samples.Result(k))]), Never);
                stored += 5;
                if (n == 20)
                    written.TrySetResult();
            }
        }, Never);
        await written.Task.WaitAsync(Patience);

        await _new.Results.TakeOverAsync(2, Never);
        var atTakeover = await CountAsync();

        var fenced = await Assert.ThrowsAsync<StoreException>(() => writing.WaitAsync(Patience));
        Assert.Equal(StoreFailureKind.Fenced, fenced.Kind);
        Assert.Equal(atTakeover, await CountAsync());
        Assert.Equal(atTakeover, stored);
    }

    [Fact]
    public async Task Takeover_does_not_wait_for_a_leader_that_is_cut_off_in_the_middle_of_a_write()
    {
        await _old.Results.TakeOverAsync(1, Never);
        await using var cutOff = await _database.ConnectAsync();
        await TestDatabase.ExecuteAsync(
            cutOff,
            "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '3s'; "
            + "SELECT term FROM orchestrator_leader WHERE term = 1 FOR KEY SHARE");

        await _new.Results.TakeOverAsync(2, Never).WaitAsync(Patience, Never);

        await WriteAllAsync(_new, 1);
    }

    private async Task<long> CountAsync() =>
        (long)(await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_results"))!;

    private static async Task WriteAllAsync(StoreConnection store, int number)
    {
        await store.Results.AppendAsync(Samples.Batch(Samples.Result(number)), Never);
        await store.Results.SaveSweepAsync(Samples.Sweep(number), Never);
        byte[] content = [(byte)number];
        await store.Blobs.PutAsync(Digest.Of(content), new MemoryStream(content), Never);
    }

    private async Task AssertFencedAsync(int number)
    {
        byte[] content = [(byte)number];
        foreach (var write in new Func<Task>[]
        {
            () => _old.Results.AppendAsync(Samples.Batch(Samples.Result(number)), Never),
            () => _old.Results.SaveSweepAsync(Samples.Sweep(number), Never),
            () => _old.Blobs.PutAsync(Digest.Of(content), new MemoryStream(content), Never),
        })
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(write);
            Assert.Equal(StoreFailureKind.Fenced, refusal.Kind);
            Assert.Contains("this coordinator no longer leads", refusal.Message);
        }

        Assert.Equal([null], await _old.Results.FindAsync([Samples.Key(number)], Never));
        Assert.Null(await _old.Results.FindSweepAsync(Samples.Sweep(number).Id, Never));
        Assert.False(await _old.Blobs.ExistsAsync(Digest.Of(content), Never));
    }
}

using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Locations;
using Orchestrator.Journal.Tests.Postgres;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Locations;

public sealed class StoreConnectionTests(SharedPostgres postgres)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Folder_gives_results_blobs_and_journal_and_is_given_free()
    {
        using var folder = new TemporaryFolder();
        var location = StoreLocation.Parse(folder.Path);
        for (var round = 0; round < 2; round++)
        {
            await using var store = await OpenAsync(location);
            Assert.Equal("SQLite.MS", store.JournalProvider);
            Assert.Contains(folder.File("journal.db"), store.JournalConnectionString);
            await UseAsync(store);
            Assert.True(
                await store.MeasureAsync(Never) > new FileInfo(folder.File("results.db")).Length,
                "the size is not that of all files");
        }

        DataDirectory.OpenForWriting(folder.Path).Dispose();
        await using var reading = await OpenAsync(location, readOnly: true);
        Assert.True(await reading.Blobs.ExistsAsync(Digest.Of([1]), Never));
        await Assert.ThrowsAsync<StoreException>(() => reading.Results.SaveSweepAsync(Samples.Sweep(2), Never));
    }

    [Fact]
    public async Task Server_gives_results_blobs_and_journal()
    {
        var server = await postgres.GetAsync();
        var name = await server.NewDatabaseAsync();
        var location = StoreLocation.Parse(server.Url(name));
        for (var round = 0; round < 2; round++)
        {
            await using var store = await OpenAsync(location);
            Assert.Equal("PostgreSQL.15", store.JournalProvider);
            Assert.Contains($"Database={name}", store.JournalConnectionString);
            await UseAsync(store);
            Assert.InRange(await store.MeasureAsync(Never), 1 << 20, 1L << 30);
        }
    }

    [Fact]
    public async Task Folder_in_use_is_refused_and_can_be_read()
    {
        using var folder = new TemporaryFolder();
        await using var store = await OpenAsync(StoreLocation.Parse(folder.Path));

        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(StoreLocation.Parse(folder.Path)));

        await using var reading = await OpenAsync(StoreLocation.Parse(folder.Path), readOnly: true);
        Assert.Empty(await reading.Results.ListSweepsAsync(Never));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_carries_out_the_writes_that_were_begun(bool server)
    {
        using var folder = new TemporaryFolder();
        await using var database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        StoreLocation location = server ? database.Location : new StoreLocation.Sqlite(folder.Path);
        var store = await OpenAsync(location);
        var writes = Enumerable.Range(0, 50)
            .Select(n => store.Results.AppendAsync(Samples.Batch(Samples.Result(n)), Never)).ToList();

        await store.DisposeAsync();
        await store.DisposeAsync();

        await Task.WhenAll(writes);
        await using var again = await OpenAsync(location, readOnly: true);
        Assert.DoesNotContain(null, await again.Results.FindAsync([.. Enumerable.Range(0, 50).Select(Samples.Key)], Never));
    }

    private static Task<StoreConnection> OpenAsync(StoreLocation location, bool readOnly = false) =>
        StoreConnection.OpenAsync(
            location, new StoreConnectionOptions { ReadOnly = readOnly }, TimeProvider.System, Never);

    private static async Task UseAsync(StoreConnection store)
    {
        await store.Results.SaveSweepAsync(Samples.Sweep(1), Never);
        await store.Blobs.PutAsync(Digest.Of([1]), new MemoryStream([1]), Never);
        Assert.Equal([Samples.Sweep(1)], await store.Results.ListSweepsAsync(Never));
        Assert.True(await store.Blobs.ExistsAsync(Digest.Of([1]), Never));
    }
}

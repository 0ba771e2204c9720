using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

public sealed class PostgresFullDiskTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Full_disk_refuses_whole_batches_and_takes_them_once_there_is_room()
    {
        await using var server = await PostgresServer.StartAsync(
            new PostgresServerOptions { FileSizeLimit = 2 * 1024 * 1024 });
        await using var database = await TestDatabase.CreateAsync(server);
        var store = (await database.OpenAsync()).Results;
        var stored = 0;
        StoreException? refusal = null;
        while (refusal is null)
        {
            try
            {
                await AppendAsync(store, stored);
                stored++;
                Assert.True(stored < 1000, "The disk did not fill up.");
            }
            catch (StoreException refused)
            {
                refusal = refused;
            }
        }

        Assert.Equal(StoreFailureKind.Full, refusal.Kind);
        Assert.Equal(
            $"{database.Location} cannot be written: the server's disk is full; free some space there.", refusal.Message);
        Assert.Equal(refusal.Message, (await Assert.ThrowsAsync<StoreException>(() => AppendAsync(store, stored))).Message);
        Assert.Equal(stored * 100L, await CountAsync(database));
        await server.LiftFileSizeLimitAsync();
        for (var batch = stored; batch < stored + 5; batch++)
            await AppendAsync(store, batch);
        Assert.Equal((stored + 5) * 100L, await CountAsync(database));
        Assert.DoesNotContain(null, await store.FindAsync(
            [.. Enumerable.Range(0, (stored + 5) * 100).Select(Samples.Key)], Never));
    }

    [Fact]
    public async Task Full_disk_refuses_a_blob_whole_and_takes_it_once_there_is_room()
    {
        await using var server = await PostgresServer.StartAsync(
            new PostgresServerOptions { FileSizeLimit = 2 * 1024 * 1024 });
        await using var database = await TestDatabase.CreateAsync(server);
        var blobs = (await database.OpenAsync()).Blobs;
        var content = new byte[5_000_000];
        new Random(1).NextBytes(content);
        var digest = Digest.Of(content);

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => blobs.PutAsync(digest, new MemoryStream(content), Never));

        Assert.Equal(StoreFailureKind.Full, refusal.Kind);
        Assert.False(await blobs.ExistsAsync(digest, Never));
        await server.LiftFileSizeLimitAsync();
        await blobs.PutAsync(digest, new MemoryStream(content), Never);
        await using var stream = await blobs.OpenAsync(digest, Never);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy, Never);
        Assert.Equal(content, copy.ToArray());
    }

    private static async Task<object?> CountAsync(TestDatabase database) =>
        await database.ExecuteAsync("SELECT count(*) FROM orchestrator_results");

    private static Task AppendAsync(IResultStore store, int batch) => store.AppendAsync(
        Samples.Batch([.. Enumerable.Range(batch * 100, 100).Select(n => Samples.Result(n))]), Never);
}

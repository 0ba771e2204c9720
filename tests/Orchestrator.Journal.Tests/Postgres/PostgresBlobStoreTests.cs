using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Postgres;
using Orchestrator.Journal.Tests.Contracts;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

public sealed class PostgresBlobStoreTests(SharedPostgres postgres) : BlobStoreConformance, IAsyncLifetime
{
    private TestDatabase? _database;
    private PostgresDatabase? _connections;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        await _database.OpenAsync();
        _connections = new PostgresDatabase(_database.Location, new PostgresStoreOptions(), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _connections!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE orchestrator_blob_parts SET content = 'x' WHERE part = 2")]
    [InlineData("DELETE FROM orchestrator_blob_parts WHERE part = 1")]
    public async Task Blob_whose_part_was_changed_or_lost_is_named_as_damaged_at_its_end(string change)
    {
        var content = Content(600_000);
        var digest = Digest.Of(content);
        var store = await OpenAsync();
        await store.PutAsync(digest, new MemoryStream(content), CancellationToken.None);
        await _database!.ExecuteAsync(change);

        await using var stream = await store.OpenAsync(digest, CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => stream!.CopyToAsync(Stream.Null, CancellationToken.None));

        Assert.Contains($"The blob {digest} in {_database.Location} is damaged", refusal.Message);
    }

    protected override Task<IBlobStore> OpenAsync() =>
        Task.FromResult<IBlobStore>(new PostgresBlobStore(_connections!, writes: true, Maximum));
}

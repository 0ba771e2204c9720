using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Sqlite;

namespace Orchestrator.Journal.Tests.Sqlite;

public sealed class DamagedDatabaseTests : IDisposable
{
    private const int Results = 500;

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("results.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Damaged_pages_are_named_by_reads_and_writes()
    {
        await FillAsync();
        OverwriteFrom(page: 2);
        await using var store = SqliteResultStore.OpenForWriting(File, new ResultStoreOptions());

        var reading = await Assert.ThrowsAsync<StoreException>(
            () => store.FindAsync([.. Enumerable.Range(0, Results).Select(Samples.Key)], CancellationToken.None));
        var writing = await Assert.ThrowsAsync<StoreException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(Results)), CancellationToken.None));

        Assert.StartsWith($"{File} is damaged; restore it from a backup", reading.Message);
        Assert.Equal(reading.Message, writing.Message);
    }

    [Fact]
    public async Task Damaged_first_page_is_refused_at_opening()
    {
        await FillAsync();
        OverwriteFrom(page: 1);

        var refusal = Assert.Throws<StoreException>(
            () => SqliteResultStore.OpenForWriting(File, new ResultStoreOptions()));

        Assert.StartsWith($"{File} is not an SQLite database", refusal.Message);
    }

    [Fact]
    public async Task File_cut_short_is_named_as_damaged()
    {
        await FillAsync();
        using (var file = System.IO.File.OpenWrite(File))
            file.SetLength(2 * 4096);

        var refusal = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var store = SqliteResultStore.OpenForWriting(File, new ResultStoreOptions());
            await store.FindAsync([.. Enumerable.Range(0, Results).Select(Samples.Key)], CancellationToken.None);
        });

        Assert.StartsWith($"{File} is damaged", refusal.Message);
    }

    private async Task FillAsync()
    {
        await using var store = SqliteResultStore.OpenForWriting(File, new ResultStoreOptions());
        await store.AppendAsync(
            Samples.Batch([.. Enumerable.Range(0, Results).Select(n => Samples.Result(n))]), CancellationToken.None);
    }

    private void OverwriteFrom(int page)
    {
        using var file = System.IO.File.OpenWrite(File);
        file.Position = (page - 1) * 4096;
        while (file.Position < file.Length)
            file.WriteByte(0xFF);
    }
}

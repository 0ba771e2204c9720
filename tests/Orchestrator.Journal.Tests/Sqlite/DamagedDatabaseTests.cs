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
        Overwrite(RootOf("results"), pages: 1);
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
        Overwrite(1, pages: 1000);

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

    private long RootOf(string table)
    {
        using var database = ForeignDatabase.Open(File);
        return (long)DatabaseFile.Execute(database, $"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")!;
    }

    private void Overwrite(long first, int pages)
    {
        using var file = System.IO.File.OpenWrite(File);
        file.Position = (first - 1) * 4096;
        var end = Math.Min(file.Length, file.Position + pages * 4096L);
        while (file.Position < end)
            file.WriteByte(0xFF);
    }
}

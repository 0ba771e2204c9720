using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Sqlite;

namespace Orchestrator.Journal.Tests.Files;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_that_is_not_there_is_made_with_both_databases()
    {
        var path = _folder.File("a/b");
        using (var directory = DataDirectory.OpenForWriting(path))
        {
            Assert.Equal(path, directory.Path);
            await using var store = directory.OpenResults();
            await store.AppendAsync(Samples.Batch(Samples.Result(1)), CancellationToken.None);
        }

        using var results = ForeignDatabase.Open(Path.Combine(path, "results.db"));
        Assert.Equal(0x4F524352L, DatabaseFile.Execute(results, "PRAGMA application_id"));
        Assert.Equal(3L, DatabaseFile.Execute(results, "PRAGMA user_version"));
        Assert.Equal("wal", DatabaseFile.Execute(results, "PRAGMA journal_mode"));
        using var journal = ForeignDatabase.Open(Path.Combine(path, "journal.db"));
        Assert.Equal(0x4F52434AL, DatabaseFile.Execute(journal, "PRAGMA application_id"));
    }

    [Fact]
    public async Task Folder_opened_again_has_what_was_stored()
    {
        for (var round = 0; round < 3; round++)
        {
            using var directory = DataDirectory.OpenForWriting(_folder.Path);
            await using var store = directory.OpenResults();
            await store.AppendAsync(Samples.Batch(Samples.Result(round)), CancellationToken.None);
            var found = await store.FindAsync([Samples.Key(0), Samples.Key(round)], CancellationToken.None);
            Assert.DoesNotContain(null, found);
        }
    }

    [Fact]
    public void Folder_in_use_is_refused_with_the_holder_until_it_is_given_free()
    {
        using (DataDirectory.OpenForWriting(_folder.Path))
        {
            var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.Path));
            Assert.Contains($"is in use by process {Environment.ProcessId}", refusal.Message);
        }

        DataDirectory.OpenForWriting(_folder.Path).Dispose();
    }

    [Fact]
    public void Name_left_by_a_dead_process_does_not_hold_the_folder()
    {
        File.WriteAllText(_folder.File("orchestrator.lock"), "");
        File.WriteAllText(_folder.File("orchestrator.pid"), "1");

        using var directory = DataDirectory.OpenForWriting(_folder.Path);

        Assert.True(directory.CanWrite);
        Assert.Equal($"{Environment.ProcessId}", File.ReadAllText(_folder.File("orchestrator.pid")));
    }

    [Fact]
    public async Task Reader_beside_a_writer_sees_what_is_acknowledged_and_cannot_write()
    {
        using var writing = DataDirectory.OpenForWriting(_folder.Path);
        await using var writer = writing.OpenResults();
        using var reading = DataDirectory.OpenForReading(_folder.Path);
        await using var reader = reading.OpenResults();

        await writer.AppendAsync(Samples.Batch(Samples.Result(1)), CancellationToken.None);
        Assert.NotNull((await reader.FindAsync([Samples.Key(1)], CancellationToken.None))[0]);
        await writer.AppendAsync(Samples.Batch(Samples.Result(2)), CancellationToken.None);
        Assert.NotNull((await reader.FindAsync([Samples.Key(2)], CancellationToken.None))[0]);

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => reader.AppendAsync(Samples.Batch(Samples.Result(3)), CancellationToken.None));
        Assert.Contains("for reading only", refusal.Message);
        Assert.False(reading.CanWrite);
    }

    [Fact]
    public void Empty_folder_opened_for_reading_is_refused_and_stays_empty()
    {
        var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForReading(_folder.Path));

        Assert.Contains("nothing was stored", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void File_in_place_of_the_folder_is_refused()
    {
        File.WriteAllText(_folder.File("data"), "mine");

        var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.File("data")));

        Assert.Contains("is a file; --data needs a folder", refusal.Message);
        Assert.Equal("mine", File.ReadAllText(_folder.File("data")));
        Assert.Throws<StoreException>(() => DataDirectory.OpenForReading(_folder.File("data")));
        Assert.Contains("cannot be created",
            Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.File("data/below"))).Message);
    }

    // Nobody may make files in these folders of the kernel's, the superuser included, whom permissions do not stop.
    [Theory]
    [InlineData("/sys/kernel", "cannot be written")]
    [InlineData("/sys/kernel/orchestrator", "cannot be created")]
    public void Read_only_folder_is_refused(string path, string reason)
    {
        var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(path));

        Assert.Contains(reason, refusal.Message);
        Assert.Contains("--data", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Default_folder_is_the_program_s_own_under_the_user_s_data()
    {
        Assert.True(Path.IsPathRooted(DataDirectory.DefaultPath));
        Assert.Equal("orchestrator", Path.GetFileName(DataDirectory.DefaultPath));
    }
}

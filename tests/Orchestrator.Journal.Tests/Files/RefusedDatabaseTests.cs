using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Tests.Files;

public sealed class RefusedDatabaseTests : IDisposable
{
    private static readonly ResultStoreOptions Impatient = new() { BusyTimeout = TimeSpan.FromSeconds(1) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("results.db")]
    [InlineData("journal.db")]
    public void Database_of_another_program_is_refused_unchanged(string name)
    {
        ForeignDatabase.Write(
            _folder.File(name), "CREATE TABLE contacts (name TEXT)", "INSERT INTO contacts VALUES ('x')");

        Refuses(name, "is a database of another program");
    }

    [Theory]
    [InlineData("results.db")]
    [InlineData("journal.db")]
    public void Database_marked_by_another_program_is_refused_unchanged(string name)
    {
        ForeignDatabase.Write(_folder.File(name), "PRAGMA application_id = 252006673", "PRAGMA user_version = 1");

        Refuses(name, "is a database of another program");
    }

    [Theory]
    [InlineData("results.db", 3)]
    [InlineData("journal.db", 1)]
    public void Database_of_a_newer_version_is_refused_unchanged(string name, int known)
    {
        DataDirectory.OpenForWriting(_folder.Path).Dispose();
        ForeignDatabase.Write(_folder.File(name), "PRAGMA user_version = 99");

        Refuses(
            name, $"was written by a newer version of this program (database version 99, this program knows {known})");
    }

    [Theory]
    [InlineData("UPDATE migrations SET sha256 = 'x' WHERE version = 1")]
    [InlineData("UPDATE migrations SET sha256 = 'x' WHERE version = 2")]
    [InlineData("DELETE FROM migrations WHERE version = 1")]
    public void Database_that_went_through_other_migrations_is_refused_unchanged(string change)
    {
        DataDirectory.OpenForWriting(_folder.Path).Dispose();
        ForeignDatabase.Write(_folder.File("results.db"), change);

        Refuses("results.db", "has a schema of another origin");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("This is a letter, and not a short one. It goes on and on until it is longer than a header is.")]
    public void File_that_is_no_database_is_refused_unchanged(string content)
    {
        File.WriteAllText(_folder.File("results.db"), string.Concat(Enumerable.Repeat(content, 50)));

        Refuses("results.db", "is not an SQLite database");
    }

    [Theory]
    [InlineData("results.db")]
    [InlineData("journal.db")]
    public void Database_locked_by_another_connection_is_refused_and_opens_afterwards(string name)
    {
        DataDirectory.OpenForWriting(_folder.Path).Dispose();
        using (ForeignDatabase.Open(_folder.File(name), "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"))
        {
            var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.Path, Impatient));
            Assert.StartsWith($"{_folder.File(name)} is locked by another process", refusal.Message);
        }

        DataDirectory.OpenForWriting(_folder.Path, Impatient).Dispose();
    }

    [Fact]
    public void Empty_file_is_taken_as_a_new_database()
    {
        File.WriteAllBytes(_folder.File("results.db"), []);

        DataDirectory.OpenForWriting(_folder.Path).Dispose();

        DataDirectory.OpenForReading(_folder.Path).Dispose();
    }

    private void Refuses(string name, string reason)
    {
        var before = File.ReadAllBytes(_folder.File(name));

        var refusal = Assert.Throws<StoreException>(() => DataDirectory.OpenForWriting(_folder.Path));

        Assert.StartsWith($"{_folder.File(name)} {reason}", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(before, File.ReadAllBytes(_folder.File(name)));
        if (name == "results.db")
            Assert.Equal(refusal.Message,
                Assert.Throws<StoreException>(() => DataDirectory.OpenForReading(_folder.Path)).Message);
        File.Delete(_folder.File(name));
        DataDirectory.OpenForWriting(_folder.Path).Dispose();
    }
}

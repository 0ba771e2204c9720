using Orchestrator.Journal.Files;
using Orchestrator.Journal.Sqlite;
using Orchestrator.TestKit;

namespace Orchestrator.Journal.Tests.Recorded;

/// <summary>A database of every released version stays readable, and is brought up by the first that writes it.</summary>
public sealed class RecordedDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Versions =>
        new(Enumerable.Range(1, DatabaseSchema.Results.Version - 1));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Recorded_database_is_read_as_it_is(int version)
    {
        Take(version);
        var before = File.ReadAllBytes(_folder.File("results.db"));
        using (var directory = DataDirectory.OpenForReading(_folder.Path))
        {
            await using var store = directory.OpenResults();
            await RecordedContent.AssertInAsync(store);
            Assert.Equal(
                RecordedContent.Sweeps[1],
                Assert.Single(await store.ListSweepsAsync(RecordedContent.Sweeps[0].Id, 9, CancellationToken.None)));
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.File("results.db")));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Recorded_database_is_brought_up_and_written(int version)
    {
        Take(version);
        var added = Samples.Sweep(9) with { Priority = 7, IdempotencyKey = "new" };
        for (var opening = 0; opening < 2; opening++)
        {
            using var directory = DataDirectory.OpenForWriting(_folder.Path);
            await using var store = directory.OpenResults();
            if (opening == 0)
                await RecordedContent.AssertInAsync(store);
            Assert.Equal(added, await store.SaveSweepAsync(added, CancellationToken.None));
            Assert.Equal(added, await store.FindSweepAsync(added.Id, CancellationToken.None));
        }
    }

    private void Take(int version) => File.Copy(
        RepositoryFolders.Of("tests", "Orchestrator.Journal.Tests", "Recorded", $"results-v{version}.db"),
        _folder.File("results.db"));
}

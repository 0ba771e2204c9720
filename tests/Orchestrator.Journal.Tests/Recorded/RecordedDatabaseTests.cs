using Orchestrator.Journal.Files;
using Orchestrator.Journal.Postgres;
using Orchestrator.Journal.Sqlite;
using Orchestrator.Journal.Tests.Postgres;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Recorded;

/// <summary>A database of every released version stays readable, and is brought up by the first that writes it.</summary>
public sealed class RecordedDatabaseTests(SharedPostgres postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Versions =>
        new(Enumerable.Range(1, DatabaseSchema.Results.Version));

    public static TheoryData<int> PostgresVersions =>
        new(Enumerable.Range(1, PostgresSchema.Migrations.Count));

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
            await RecordedContent.AssertInAsync(store, version);
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
                await RecordedContent.AssertInAsync(store, version);
            Assert.Equal(added, await store.SaveSweepAsync(added, CancellationToken.None));
            Assert.Equal(added, await store.FindSweepAsync(added.Id, CancellationToken.None));
            var detailed = Samples.Detailed(2000);
            await store.AppendAsync(Samples.Batch(detailed), CancellationToken.None);
            Assert.Equal(
                [Samples.Text(detailed)],
                (await store.FindAsync([detailed.Result.Key], CancellationToken.None)).Select(Samples.Text));
        }
    }

    [Theory]
    [MemberData(nameof(PostgresVersions))]
    public async Task Recorded_postgres_database_is_brought_up_and_written(int version)
    {
        await using var database = await TestDatabase.CreateAsync(await postgres.GetAsync());
        await database.ExecuteAsync(await File.ReadAllTextAsync(Recording($"postgres-v{version}.sql")));
        var store = (await database.OpenAsync()).Results;

        await RecordedContent.AssertInAsync(store, version);
        var added = Samples.Sweep(9) with { Priority = 7, IdempotencyKey = "new" };
        Assert.Equal(added, await store.SaveSweepAsync(added, CancellationToken.None));
        await store.AppendAsync(Samples.Batch(Samples.Result(99), Samples.Detailed(2000)), CancellationToken.None);
    }

    private static string Recording(string name) =>
        RepositoryFolders.Of("tests", "Orchestrator.Journal.Tests", "Recorded", name);

    private void Take(int version) => File.Copy(Recording($"results-v{version}.db"), _folder.File("results.db"));
}

using Akka.Persistence.Sql.Hosting;
using Microsoft.Data.Sqlite;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Tests.Leadership;

/// <summary>A coordinator that shares its store leads when it has taken that over, under a term of its own.</summary>
public sealed class StoreTakeoverTests : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-takeover-");

    private string Journal => $"Data Source={Path.Combine(_folder.FullName, "journal.db")};Pooling=False";

    [Fact]
    public async Task Every_leadership_takes_the_store_over_under_a_higher_term()
    {
        for (var run = 0; run < 3; run++)
        {
            await using var coordinator = await StartAsync();
            await LeadsAsync(coordinator);
        }

        Assert.Equal([1L, 2L, 3L], _store.Terms);
    }

    [Fact]
    public async Task Store_that_cannot_be_taken_over_yet_keeps_the_coordinator_from_leading()
    {
        _store.Refuse("not yet");
        await using var coordinator = await StartAsync();
        await _store.TakeoverRefused.Task.WaitAsync(Bound);
        Assert.False(coordinator.Leadership.IsLeading);
        await Assert.ThrowsAsync<NotLeadingException>(() => coordinator.SubmitAsync(_plan));

        _store.Refuse(null);
        await LeadsAsync(coordinator);
        Assert.NotEmpty(_store.Terms);
        _ = coordinator.Attach("w").WorkAsync();
        await coordinator.SubmitAsync(_plan);
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task Journal_that_takes_no_term_keeps_the_coordinator_from_leading_until_it_does()
    {
        await using (var first = await StartAsync())
            await LeadsAsync(first);
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END");
        using var told = new AwaitedLine("cannot lead yet: the journal cannot be written");
        await using var coordinator = await StartAsync(told);
        await told.Seen.WaitAsync(Bound);
        Assert.False(coordinator.Leadership.IsLeading);

        Execute("DROP TRIGGER refuse");
        await LeadsAsync(coordinator);
        Assert.Equal([1L, 2L], _store.Terms);
    }

    [Fact]
    public async Task Store_that_nobody_shares_is_not_taken_over()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        Assert.True(coordinator.Leadership.IsLeading);
        Assert.Empty(_store.Terms);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task LeadsAsync(CoordinatorUnderTest coordinator) =>
        coordinator.Leadership.LeadingAsync(CancellationToken.None).WaitAsync(Bound);

    private Task<CoordinatorUnderTest> StartAsync(AwaitedLine? told = null) => CoordinatorUnderTest.StartAsync(
        _store, akka => akka.WithSqlPersistence(Journal, "SQLite.MS"), node: new CoordinatorNode(), logs: told);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(Journal);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using Akka.Persistence.Sql.Hosting;
using Microsoft.Data.Sqlite;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests;

/// <summary>A journal that refuses every write for a while, as one on a full disk does.</summary>
public sealed class JournalTroubleTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-trouble-");

    private string Journal => $"Data Source={Path.Combine(_folder.FullName, "journal.db")};Pooling=False";

    [Fact]
    public async Task A_sweep_whose_events_are_refused_tells_and_goes_on_when_they_are_taken_again()
    {
        await using var coordinator = await StartAsync();
        var (worker, lease) = await FinishOneAsync(coordinator);

        var trouble = await coordinator.WaitForAsync(_plan, p => p.StoreError is not null, "the journal's error");
        Assert.Contains("the journal cannot be written", trouble.StoreError, StringComparison.Ordinal);
        await worker.NextAsync<LeaseRevoked>("its lease to be taken back");
        worker.Return(lease);
        Execute("DROP TRIGGER refuse");
        _ = worker.WorkAsync();
        var end = await coordinator.FinishedAsync(_plan);
        Assert.Equal((8, SweepStatus.Completed), (end.Completed, end.Status));
        Assert.Null(end.StoreError);
        Assert.Equal(1, end.FromStore);
    }

    [Fact]
    public async Task Who_asks_while_a_sweep_stops_is_answered()
    {
        await using var coordinator = await StartAsync();
        await FinishOneAsync(coordinator);

        // The sweep stops and is taken up again every 20 ms; an unanswered question would end in a timeout.
        var refused = 0;
        for (var round = 0; round < 10_000 && refused == 0; round++)
            refused += (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(coordinator)))).Count(told => told);
        Assert.True(refused > 0, "no question met a sweep that stopped");
    }

    [Fact]
    public async Task A_submission_that_cannot_be_remembered_is_refused_and_can_be_made_later()
    {
        await using var coordinator = await StartAsync();
        await Assert.ThrowsAsync<KeyNotFoundException>(coordinator.GetAsync);
        Refuse();

        await Assert.ThrowsAsync<StoreException>(() => coordinator.SubmitAsync(_plan));

        Execute("DROP TRIGGER refuse");
        _ = coordinator.Attach("w").WorkAsync();
        await SubmittedAsync(coordinator);
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    // A trial ends when the journal takes nothing any more.
    private async Task<(FakeWorker Worker, LeaseGranted Lease)> FinishOneAsync(CoordinatorUnderTest coordinator)
    {
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        Refuse();
        worker.Finish(lease, lease.Trials[0].Index);
        return (worker, lease);
    }

    private void Refuse() =>
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END");

    // Whether it is told that the journal cannot serve.
    private static async Task<bool> AskAsync(CoordinatorUnderTest coordinator)
    {
        try
        {
            await coordinator.GetAsync();
            return false;
        }
        catch (StoreException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // The coordinator looks whether the journal serves again every 20 ms; until then it says that it does not.
    private async Task SubmittedAsync(CoordinatorUnderTest coordinator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                await coordinator.SubmitAsync(_plan);
                return;
            }
            catch (StoreException)
            {
                await Task.Yield();
            }
        }
    }

    private Task<CoordinatorUnderTest> StartAsync() => CoordinatorUnderTest.StartAsync(
        _store, akka => akka.WithSqlPersistence(Journal, "SQLite.MS"));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(Journal);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

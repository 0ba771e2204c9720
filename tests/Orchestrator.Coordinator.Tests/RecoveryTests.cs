using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests;

/// <summary>What a coordinator knows after it was stopped and started again on the same journal and store.</summary>
public sealed class RecoveryTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-recovery-");

    [Fact]
    public async Task A_running_sweep_goes_on_by_itself()
    {
        await using (var first = await StartAsync())
        {
            var worker = first.Attach("w");
            await first.SubmitAsync(_plan);
            worker.FinishAll(await worker.NextLeaseAsync());
            await first.WaitForAsync(_plan, p => p.Completed == 4, "the first bundle");
        }

        await using var second = await StartAsync();
        var heir = second.Attach("heir");
        var rest = await heir.NextLeaseAsync();
        Assert.Equal(4, rest.Trials.Count);
        heir.FinishAll(rest);

        var end = await second.FinishedAsync(_plan);
        Assert.Equal((8, 4), (end.Completed, end.FromStore));
        Assert.All(end.MeanByModel, mean => Assert.Equal(4, mean.Trials));
    }

    [Fact]
    public async Task A_program_that_runs_one_sweep_leaves_the_others_alone()
    {
        await using (var first = await StartAsync())
            await first.SubmitAsync(_plan);

        await using var second = await StartAsync(CoordinatorUnderTest.Options with { ResumeSweeps = false });
        var standing = await second.GetAsync();
        Assert.Equal((SweepStatus.Running, 8, 0), (standing.Status, standing.Total, standing.Completed));
        var worker = second.Attach("w");
        worker.Say(new Sweeps.Scheduling.LeaseReturned(new Sweeps.Scheduling.LeaseId(1)));
        Assert.IsType<Sweeps.Scheduling.ReportRefused>(
            await worker.NextAsync<Sweeps.Scheduling.CoordinatorMessage>("the first message, which is no lease"));

        await second.SubmitAsync(_plan);
        _ = worker.WorkAsync();
        Assert.Equal(8, (await second.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_paused_sweep_comes_back_paused_and_goes_on_when_it_is_resumed()
    {
        await using (var first = await StartAsync())
        {
            await first.SubmitAsync(_plan);
            Assert.Equal(SweepStatus.Paused, (await first.RequestAsync(new Pause())).Status);
        }

        await using var second = await StartAsync();
        _ = second.Attach("w").WorkAsync();
        var paused = await second.WaitForAsync(_plan, p => p.Status == SweepStatus.Paused, "the pause");
        Assert.Equal(0, paused.Completed);

        await second.RequestAsync(new Resume());
        Assert.Equal(8, (await second.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task Results_that_were_stored_and_not_journalled_are_found_before_their_bundle_is_handed_out()
    {
        await using (var first = await StartAsync())
            await first.SubmitAsync(_plan);
        await _store.AppendAsync(new StoreBatch([Stored(1), Stored(6)], [], []), CancellationToken.None);

        await using var second = await StartAsync();
        var worker = second.Attach("w");
        var trials = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            var lease = await worker.NextLeaseAsync();
            trials.AddRange(lease.Trials.Select(trial => trial.Index));
            worker.FinishAll(lease);
        }

        Assert.Equal([0, 2, 3, 4, 5, 7], trials.Order());
        Assert.Equal(2, (await second.FinishedAsync(_plan)).FromStore);
    }

    [Fact]
    public async Task Results_that_the_store_has_lost_are_computed_again_on_the_next_submission()
    {
        await using (var first = await StartAsync())
        {
            _ = first.Attach("w").WorkAsync();
            await first.SubmitAsync(_plan);
            await first.FinishedAsync(_plan);
        }

        await using var emptied = new GatedStore();
        await using var second = await StartAsync(store: emptied);
        _ = second.Attach("w").WorkAsync();
        await second.SubmitAsync(_plan);

        var end = await second.FinishedAsync(_plan);
        Assert.Equal((8, 0), (end.Completed, end.FromStore));
        Assert.NotNull((await emptied.FindAsync([KeyOf(3)], CancellationToken.None))[0]);
    }

    [Fact]
    public async Task An_ended_sweep_is_known_after_a_restart_and_can_be_watched()
    {
        await using (var first = await StartAsync())
        {
            _ = first.Attach("w").WorkAsync();
            await first.SubmitAsync(_plan);
            await first.FinishedAsync(_plan);
        }

        await using var second = await StartAsync();
        var standing = await second.GetAsync();
        Assert.Equal(
            (SweepStatus.Completed, 8, 8, 0), (standing.Status, standing.Total, standing.Completed, standing.Failed));
        Assert.Equal("tiny", standing.Record.Name);
        var end = await second.FinishedAsync(_plan);
        Assert.All(end.MeanByModel, mean => Assert.Equal(4, mean.Trials));
    }

    [Fact]
    public async Task An_ended_sweep_is_put_away_and_comes_back_when_it_is_asked_for()
    {
        await using var coordinator = await StartAsync(
            CoordinatorUnderTest.Options with { PutAwayAfter = TimeSpan.FromMilliseconds(50) });
        var putAway = coordinator.PutAwayAsync();
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var poisoned = await worker.NextLeaseAsync();
        worker.Throw(poisoned, poisoned.Trials[0].Index, retryable: false);
        foreach (var trial in poisoned.Trials.Skip(1))
            worker.Finish(poisoned, trial.Index);
        worker.Return(poisoned);
        worker.FinishAll(await worker.NextLeaseAsync());
        await coordinator.FinishedAsync(_plan);
        await putAway;

        Assert.Equal(1, (await coordinator.RequestAsync(new Pause())).Failed);
        Assert.Equal(SweepStatus.Running, (await coordinator.RequestAsync(new RetryFailed())).Status);
        worker.FinishAll(await worker.NextLeaseAsync());

        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_sweep_that_only_the_store_knows_stands_by_its_results()
    {
        await _store.SaveSweepAsync(CoordinatorUnderTest.RecordOf(_plan), CancellationToken.None);
        await _store.AppendAsync(new StoreBatch([Stored(1), Stored(6)], [], []), CancellationToken.None);

        await using var coordinator = await StartAsync();
        var standing = await coordinator.GetAsync();

        Assert.Equal((SweepStatus.None, 8, 2), (standing.Status, standing.Total, standing.Completed));
    }

    [Fact]
    public async Task Nobody_knows_a_sweep_that_was_never_submitted()
    {
        await using var coordinator = await StartAsync();

        await Assert.ThrowsAsync<KeyNotFoundException>(coordinator.GetAsync);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => coordinator.FinishedAsync(_plan));
    }

    [Fact]
    public async Task A_coordinator_that_does_not_lead_any_more_says_so()
    {
        var coordinator = await StartAsync();
        var sweeps = coordinator.Sweeps;
        var leadership = coordinator.Leadership;
        Assert.True(leadership.IsLeading);
        await coordinator.DisposeAsync();

        leadership.LeaderIs("http://other:5000");
        Assert.False(leadership.IsLeading);
        var refused = await Assert.ThrowsAsync<NotLeadingException>(
            () => sweeps.GetAsync(TinyPlan.Id, CancellationToken.None));
        Assert.Equal("http://other:5000", refused.LeaderAddress);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task<CoordinatorUnderTest> StartAsync(CoordinatorOptions? options = null, IResultStore? store = null)
    {
        var journal = $"Data Source={Path.Combine(_folder.FullName, "journal.db")}";
        return CoordinatorUnderTest.StartAsync(
            store ?? _store, (AkkaConfigurationBuilder akka) => akka.WithSqlPersistence(journal, "SQLite.MS"), options);
    }

    private TrialKey KeyOf(long trial) => _plan.Keys.Trial(_plan.Grid[trial]);

    private StoredResult Stored(long trial) => new(TinyPlan.ResultOf(_plan, trial), new TrialTimings(0, 0, "w", 1));
}

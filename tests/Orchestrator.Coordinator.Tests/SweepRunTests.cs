using Akka.Persistence.Sql.Hosting;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests;

public sealed class SweepRunTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();

    [Fact]
    public async Task A_sweep_runs_to_its_end_and_every_result_is_stored()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        _ = coordinator.Attach("w", slots: 2).WorkAsync();

        await coordinator.SubmitAsync(_plan);
        var end = await coordinator.FinishedAsync(_plan);

        Assert.Equal((8, 8, 0, 0), (end.Total, end.Completed, end.Failed, end.FromStore));
        Assert.Equal(SweepStatus.Completed, end.Status);
        Assert.All(await StoredAsync(), Assert.NotNull);
        Assert.Equal(["majority", "knn"], end.MeanByModel.Select(m => m.Model));
        Assert.All(end.MeanByModel, m => Assert.Equal(4, m.Trials));
        Assert.Equal((0.0 + 0.1 + 0.4 + 0.5) / 4, end.MeanByModel[0].Mean, 12);
    }

    [Fact]
    public async Task A_result_is_shown_only_when_it_is_durable()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();

        _store.Close();
        worker.Finish(lease, lease.Trials[0].Index);
        await _store.Waiting.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var before = await coordinator.WaitForAsync(_plan, p => p.Running.Count == 1, "the lease");
        Assert.Equal(0, before.Completed);

        _store.Open();
        await coordinator.WaitForAsync(_plan, p => p.Completed == 1, "the stored result");
    }

    [Fact]
    public async Task Trials_that_any_sweep_finished_are_taken_from_the_store()
    {
        await _store.AppendAsync(new StoreBatch([Stored(0), Stored(1), Stored(4)], [], []), CancellationToken.None);
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w", slots: 2);

        await coordinator.SubmitAsync(_plan);
        var (first, second) = (await worker.NextLeaseAsync(), await worker.NextLeaseAsync());

        Assert.Equal([2, 3, 5, 6, 7], first.Trials.Concat(second.Trials).Select(t => t.Index).Order());
        worker.FinishAll(first);
        worker.FinishAll(second);
        Assert.Equal(3, (await coordinator.FinishedAsync(_plan)).FromStore);
    }

    [Fact]
    public async Task A_worker_that_disappears_costs_only_its_trials_in_flight()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var lost = coordinator.Attach("lost");
        await coordinator.SubmitAsync(_plan);
        var lease = await lost.NextLeaseAsync();
        lost.Finish(lease, lease.Trials[0].Index);
        lost.Disappear();
        await lost.ClosedAsync();

        var heir = coordinator.Attach("heir");
        var one = await heir.NextLeaseAsync();
        heir.FinishAll(one);
        var two = await heir.NextLeaseAsync();
        var again = one.Bundle.Index == lease.Bundle.Index ? one : two;

        Assert.Equal(lease.Trials.Skip(1).Select(t => t.Index), again.Trials.Select(t => t.Index));
        heir.FinishAll(two);
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_silent_worker_loses_its_leases()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(
            _store, options: CoordinatorUnderTest.Options with { SilenceLimit = TimeSpan.FromSeconds(1) });
        await coordinator.SubmitAsync(_plan);
        await coordinator.WaitForAsync(_plan, p => p.Total == 8, "the sweep");
        var silent = coordinator.Attach("silent");
        await silent.NextLeaseAsync();
        await silent.ClosedAsync();

        _ = coordinator.Attach("lively", slots: 2).WorkAsync();
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_trial_that_throws_is_retried_then_failed_and_the_sweep_goes_on()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var poison = -1L;
        for (var leases = 0; leases < 3; leases++)
        {
            var lease = await worker.NextLeaseAsync();
            poison = poison < 0 ? lease.Trials[0].Index : poison;
            foreach (var trial in lease.Trials.Where(t => t.Index != poison))
                worker.Finish(lease, trial.Index);
            if (lease.Trials.Any(t => t.Index == poison))
                worker.Throw(lease, poison, retryable: true);
            worker.Return(lease);
        }

        var end = await coordinator.FinishedAsync(_plan);

        Assert.Equal((7, 1), (end.Completed, end.Failed));
        Assert.Equal([$"trial {poison}: trial {poison} broke"], end.Errors);
        await coordinator.Sweeps.FlushAsync(CancellationToken.None);
        var failure = Assert.Single(await _store.ListFailuresAsync(TinyPlan.Id, CancellationToken.None));
        Assert.Equal((poison, 2), (failure.Trial, failure.Attempts));
    }

    [Fact]
    public async Task A_store_that_refuses_is_told_of_and_loses_nothing()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        _ = coordinator.Attach("w", slots: 2).WorkAsync();
        _store.Refuse("the disk is full");

        await coordinator.SubmitAsync(_plan);
        await coordinator.WaitForAsync(_plan, p => p.StoreError == "the disk is full", "the store's error");
        _store.Refuse(null);
        var end = await coordinator.FinishedAsync(_plan);

        Assert.Equal(8, end.Completed);
        Assert.All(await StoredAsync(), Assert.NotNull);
    }

    [Fact]
    public async Task A_paused_sweep_hands_out_nothing_until_it_is_resumed()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        await coordinator.SubmitAsync(_plan);
        await coordinator.Sweeps.RequestAsync(TinyPlan.Id, new Pause(), CancellationToken.None);
        var worker = coordinator.Attach("w", slots: 2);
        var paused = await coordinator.WaitForAsync(_plan, p => p.Status == SweepStatus.Paused, "the pause");
        Assert.Empty(paused.Running);

        await coordinator.Sweeps.RequestAsync(TinyPlan.Id, new Resume(), CancellationToken.None);
        worker.FinishAll(await worker.NextLeaseAsync());
        worker.FinishAll(await worker.NextLeaseAsync());
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_resumed_sweep_does_not_hand_out_again_what_a_worker_still_holds()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var held = await worker.NextLeaseAsync();
        await coordinator.Sweeps.RequestAsync(TinyPlan.Id, new Pause(), CancellationToken.None);
        await coordinator.Sweeps.RequestAsync(TinyPlan.Id, new Resume(), CancellationToken.None);

        var other = coordinator.Attach("other");
        var lease = await other.NextLeaseAsync();
        other.FinishAll(lease);
        worker.FinishAll(held);

        Assert.NotEqual(held.Bundle.Index, lease.Bundle.Index);
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_cancelled_sweep_takes_its_leases_back_and_a_new_submission_goes_on()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        worker.Finish(lease, lease.Trials[0].Index);

        await coordinator.Sweeps.RequestAsync(TinyPlan.Id, new Cancel(), CancellationToken.None);

        var revoked = await worker.NextAsync<LeaseRevoked>("the lease to be revoked");
        Assert.Equal(lease.Lease, revoked.Lease);
        worker.Return(lease);
        await coordinator.SubmitAsync(_plan);
        var again = await worker.NextLeaseAsync();
        worker.FinishAll(again);
        worker.FinishAll(await worker.NextLeaseAsync());
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task A_request_for_an_unknown_sweep_is_refused()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);

        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => coordinator.Sweeps.RequestAsync("nothing", new Pause(), CancellationToken.None));
        Assert.Contains("no sweep 'nothing'", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_goes_on_after_a_restart_from_the_journal()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-journal-");
        try
        {
            var file = $"Data Source={Path.Combine(folder.FullName, "journal.db")}";
            await using (var first = await CoordinatorUnderTest.StartAsync(
                _store, a => a.WithSqlPersistence(file, "SQLite.MS")))
            {
                var worker = first.Attach("w");
                await first.SubmitAsync(_plan);
                worker.FinishAll(await worker.NextLeaseAsync());
                await first.WaitForAsync(_plan, p => p.Completed == 4, "the first bundle");
            }

            await using var second = await CoordinatorUnderTest.StartAsync(
                _store, a => a.WithSqlPersistence(file, "SQLite.MS"));
            var heir = second.Attach("heir");
            await second.SubmitAsync(_plan);
            var rest = await heir.NextLeaseAsync();
            Assert.Equal(4, rest.Trials.Count);
            heir.FinishAll(rest);
            Assert.Equal(8, (await second.FinishedAsync(_plan)).Completed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private StoredResult Stored(long trial) => new(TinyPlan.ResultOf(_plan, trial), new TrialTimings(0, 0, "w", 1));

    private Task<IReadOnlyList<StoredResult?>> StoredAsync() => _store.FindAsync(
        [.. Enumerable.Range(0, 8).Select(i => _plan.Keys.Trial(_plan.Grid[i]))], CancellationToken.None);
}

using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Tests.Leases;

/// <summary>Slots and workers that die: who pays, and who runs the rest.</summary>
public sealed class CrashTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();

    [Fact]
    public async Task A_poison_trial_costs_itself_its_attempts_and_the_others_nothing()
    {
        const long Poison = 5;
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var alone = new List<LeasedTrial>();
        var finished = Task.Run(() => coordinator.FinishedAsync(_plan));
        while (alone.Count < 2)
        {
            var lease = await worker.NextLeaseAsync();
            if (lease.Trials.All(trial => trial.Index != Poison))
            {
                worker.FinishAll(lease);
                continue;
            }

            if (lease.Trials.Count == 1)
                alone.Add(lease.Trials[0]);
            worker.Crash(lease, [.. lease.Trials.Select(trial => trial.Index).Where(trial => trial >= Poison).Take(2)]);
        }

        // What went back with the poison is still to be run.
        _ = worker.WorkAsync();
        var end = await finished;

        Assert.Equal((7, 1), (end.Completed, end.Failed));
        Assert.Equal([1, 2], alone.Select(trial => trial.Attempt));
        await coordinator.Sweeps.FlushAsync(CancellationToken.None);
        var failure = Assert.Single(await _store.ListFailuresAsync(TinyPlan.Id, CancellationToken.None));
        Assert.Equal((Poison, 2, "killed by signal 9"), (failure.Trial, failure.Attempts, failure.Error));
    }

    [Fact]
    public async Task After_a_crash_only_the_suspects_run_alone_and_all_on_their_first_attempt()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        var trials = lease.Trials.Select(trial => trial.Index).ToArray();
        worker.Finish(lease, trials[0]);
        worker.Crash(lease, trials[1]);

        var after = new List<LeaseGranted>();
        for (var i = 0; i < 3; i++)
        {
            after.Add(await worker.NextLeaseAsync());
            worker.FinishAll(after[^1]);
        }

        var again = after.Where(l => l.Bundle.Index == lease.Bundle.Index)
            .Select(l => l.Trials.Select(trial => trial.Index).ToArray()).OrderBy(l => l.Length).ToList();
        Assert.Equal([[trials[1]], [trials[2], trials[3]]], again);
        Assert.All(after.SelectMany(l => l.Trials), trial => Assert.Equal(1, trial.Attempt));
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task Trials_that_two_workers_died_with_are_run_alone_and_charged_only_then()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        await coordinator.SubmitAsync(_plan);
        var first = await LoseAsync("a");
        await LoseAsync("b");
        var heir = coordinator.Attach("heir");
        var sizes = new List<(int Size, int Attempt)>();
        var finished = Task.Run(() => coordinator.FinishedAsync(_plan));
        for (var left = 8; left > 0;)
        {
            var lease = await heir.NextLeaseAsync();
            sizes.Add((lease.Trials.Count, lease.Trials[0].Attempt));
            heir.FinishAll(lease);
            left -= lease.Trials.Count;
        }

        Assert.Equal(8, (await finished).Completed);
        Assert.Equal(4, first.Trials.Count);
        Assert.Equal([(1, 1), (1, 1), (1, 1), (1, 1), (4, 1)], sizes.Order());

        async Task<LeaseGranted> LoseAsync(string name)
        {
            var worker = coordinator.Attach(name);
            var lease = await worker.NextLeaseAsync();
            await coordinator.WaitForAsync(_plan, p => p.Running.Count == 1, "the lease");
            worker.Disappear();
            await worker.ClosedAsync();
            await coordinator.WaitForAsync(_plan, p => p.Running.Count == 0, "the end of the lost lease");
            return lease;
        }
    }

    [Fact]
    public async Task A_trial_that_threw_is_tried_again_on_another_worker_where_there_is_one()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var a = coordinator.Attach("a");
        await coordinator.SubmitAsync(_plan);
        var lease = await a.NextLeaseAsync();
        var b = coordinator.Attach("b");
        var other = await b.NextLeaseAsync();
        b.FinishAll(other);
        await coordinator.WaitForAsync(_plan, p => p.Running.Count == 1, "the end of the other lease");

        foreach (var trial in lease.Trials.Skip(1))
            a.Finish(lease, trial.Index);
        a.Throw(lease, lease.Trials[0].Index, retryable: true);
        a.Return(lease);

        var again = await b.NextLeaseAsync();
        Assert.Equal(new LeasedTrial(lease.Trials[0].Index, 2), Assert.Single(again.Trials));
        b.FinishAll(again);
        Assert.Equal((8, 0), Counts(await coordinator.FinishedAsync(_plan)));
    }

    [Fact]
    public async Task Failed_trials_are_retried_on_request_also_after_the_sweep_has_ended()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        worker.Throw(lease, lease.Trials[0].Index, retryable: false);
        foreach (var trial in lease.Trials.Skip(1))
            worker.Finish(lease, trial.Index);
        worker.Return(lease);
        worker.FinishAll(await worker.NextLeaseAsync());
        Assert.Equal((7, 1), Counts(await coordinator.FinishedAsync(_plan)));

        var standing = await coordinator.RequestAsync(new RetryFailed());

        Assert.Equal((SweepStatus.Running, 0), (standing.Status, standing.Failed));
        var again = await worker.NextLeaseAsync();
        Assert.Equal(new LeasedTrial(lease.Trials[0].Index, 1), Assert.Single(again.Trials));
        worker.FinishAll(again);
        Assert.Equal((8, 0), Counts(await coordinator.FinishedAsync(_plan)));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static (long Completed, long Failed) Counts(SweepProgress progress) =>
        (progress.Completed, progress.Failed);
}

using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Leases;

/// <summary>What a session lets its worker say, and what it tells it.</summary>
public sealed class SessionTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly SweepPlan _plan = TinyPlan.Create();

    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "unknown lease", "the session does not hold the lease" },
        { "trial of another bundle", "is not open in the lease" },
        { "no such trial", "is not open in the lease" },
        { "reported twice", "is not open in the lease" },
        { "wrong key", "the result's key is not that of trial" },
        { "score that is no number", "a score is not a number" },
        { "time that is no number", "a time is not a number" },
        { "failure of another bundle", "is not open in the lease" },
        { "trace without generator", "the lease's bundle has no generator" },
        { "return of an unknown lease", "the session does not hold the lease" },
        { "crash of an unknown lease", "the session does not hold the lease" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_report_that_the_session_may_not_make_is_refused_and_counts_for_nothing(string what, string why)
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        var known = lease.Trials[0].Index;
        if (what == "reported twice")
            worker.Finish(lease, known);

        worker.Say(Report(what, lease, known));

        var refused = await worker.NextAsync<ReportRefused>($"the refusal of: {what}");
        Assert.Contains(why, refused.Reason, StringComparison.Ordinal);
        await coordinator.Sweeps.FlushAsync(CancellationToken.None);
        Assert.Equal(what == "reported twice" ? 1 : 0, (await StoredAsync()).Count(result => result is not null));
        var running = await coordinator.WaitForAsync(_plan, p => p.Running.Count == 1, "the lease");
        Assert.Equal(0, running.Failed);
    }

    [Fact]
    public async Task A_worker_of_a_lost_session_is_refused_what_it_held()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var lost = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await lost.NextLeaseAsync();
        lost.Disappear();
        await lost.ClosedAsync();

        var back = coordinator.Attach("w");
        back.Finish(lease, lease.Trials[0].Index);

        Assert.Equal(lease.Lease, (await back.NextAsync<ReportRefused>("the refusal")).Lease);
    }

    [Fact]
    public async Task Acknowledgements_count_every_result_and_come_when_they_are_durable()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        var lease = await worker.NextLeaseAsync();
        _store.Close();
        worker.Finish(lease, lease.Trials[0].Index);
        worker.Say(Report("wrong key", lease, lease.Trials[1].Index));
        worker.Finish(lease, lease.Trials[1].Index);
        await worker.NextAsync<ReportRefused>("the refusal");
        var acknowledged = worker.NextAsync<ResultsAcknowledged>("the acknowledgement");
        await _store.Waiting.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(acknowledged.IsCompleted);

        _store.Open();

        var last = await acknowledged;
        while (last.Results < 3)
            last = await worker.NextAsync<ResultsAcknowledged>("the last acknowledgement");
        Assert.Equal(3, last.Results);
    }

    [Theory]
    [InlineData("twice", "a worker says only once that it is attached")]
    [InlineData("late", "a worker says first that it is attached, not WorkerHeartbeat")]
    [InlineData("no slots", "a worker has 1 to 1024 slots, not 0")]
    [InlineData("bad name", "a worker is named by 1 to 128 letters, digits, '-', '_' and '.'")]
    [InlineData("bad memory", "a slot's memory is 0 (unknown) or more bytes")]
    public async Task A_session_that_begins_wrong_is_closed_with_the_reason(string how, string reason)
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = new FakeWorker(coordinator.Workers, how, how == "twice" ? WorkerOffer.Cpu(1) : null);

        worker.Say(how switch
        {
            "late" => new WorkerHeartbeat("w"),
            "no slots" => new WorkerAttached("w", WorkerOffer.Cpu(0)),
            "bad name" => new WorkerAttached("a b", WorkerOffer.Cpu(1)),
            "bad memory" => new WorkerAttached("w", new WorkerOffer([new WorkerSlot("cpu") { MemoryBytes = -1 }])),
            _ => new WorkerAttached("w", WorkerOffer.Cpu(1)),
        });

        Assert.Equal(reason, await worker.RefusedAsync());
        await worker.Session.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(await coordinator.Workers.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_newer_session_of_a_worker_replaces_the_older_one()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var older = coordinator.Attach("w");
        await coordinator.SubmitAsync(_plan);
        await older.NextLeaseAsync();

        var newer = coordinator.Attach("w");

        Assert.Equal("a newer session of the worker w replaced it", await older.RefusedAsync());
        for (var lease = 0; lease < 2; lease++)
            newer.FinishAll(await newer.NextLeaseAsync());
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
        Assert.Single(await coordinator.Workers.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_draining_worker_gets_nothing_more_and_what_it_hands_back_goes_to_another()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var leaving = coordinator.Attach("leaving");
        await coordinator.SubmitAsync(_plan);
        var lease = await leaving.NextLeaseAsync();
        leaving.Say(new WorkerDraining());
        leaving.Finish(lease, lease.Trials[0].Index);
        leaving.Return(lease);
        await leaving.NextAsync<ResultsAcknowledged>("the acknowledgement of its last result");
        var listed = Assert.Single(await coordinator.Workers.ListAsync(CancellationToken.None));
        Assert.Equal((true, 0, 1L), (listed.IsDraining, listed.BusySlots, listed.Results));

        var staying = coordinator.Attach("staying");
        var first = await staying.NextLeaseAsync();
        staying.FinishAll(first);
        var second = await staying.NextLeaseAsync();
        staying.FinishAll(second);

        Assert.DoesNotContain(lease.Trials[0], first.Trials.Concat(second.Trials));
        Assert.Equal(8, (await coordinator.FinishedAsync(_plan)).Completed);
    }

    [Fact]
    public async Task Attached_workers_are_listed_by_name_with_what_they_said()
    {
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        await coordinator.SubmitAsync(_plan);
        var offer = WorkerOffer.Cpu(2) with { Host = "here", Version = "1.2.3", ProcessId = 42 };
        var busy = new FakeWorker(coordinator.Workers, "b", offer);
        await busy.NextLeaseAsync();
        busy.Say(new WorkerHeartbeat("b") { ResidentBytes = 1000, GpuBytes = 10 });
        await busy.NextLeaseAsync();
        var idle = coordinator.Attach("a");
        idle.Say(new TrialThrew(new LeaseId(0), 0, "nothing", Retryable: false));
        await idle.NextAsync<ReportRefused>("proof that it is attached");

        var listed = await coordinator.Workers.ListAsync(CancellationToken.None);

        Assert.Equal(["a", "b"], listed.Select(worker => worker.Name));
        Assert.Equal((offer, 2, false, 1000L, 10L),
            (listed[1].Offer, listed[1].BusySlots, listed[1].IsDraining, listed[1].ResidentBytes, listed[1].GpuBytes));
        Assert.Equal(0, listed[0].BusySlots);
    }

    [Fact]
    public async Task A_worker_that_reports_faster_than_can_be_stored_is_not_read_until_it_can()
    {
        var plan = TinyPlan.Create(seeds: 6_000);
        await using var coordinator = await CoordinatorUnderTest.StartAsync(_store);
        var worker = coordinator.Attach("w", slots: 750);
        await coordinator.SubmitAsync(plan);
        _store.Close();
        for (var lease = 0; lease < 750; lease++)
            worker.FinishAll(await worker.NextLeaseAsync());

        // About 24,000 results are said by now. A lease is over only when the session has read that it is returned.
        var busy = Assert.Single(await coordinator.Workers.ListAsync(CancellationToken.None)).BusySlots;
        Assert.True(busy > 0, "the session read everything");

        _store.Open();
        _ = worker.WorkAsync();
        Assert.Equal(24_000, (await coordinator.FinishedAsync(plan)).Completed);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private WorkerMessage Report(string what, LeaseGranted lease, long known)
    {
        var result = TinyPlan.ResultOf(_plan, known);
        var timings = new TrialTimings(0, 0, "w", 1);
        var finished = new TrialFinished(lease.Lease, known, result, timings);
        var foreign = Enumerable.Range(0, 8).First(t => lease.Trials.All(trial => trial.Index != t));
        return what switch
        {
            "unknown lease" => finished with { Lease = new LeaseId(99) },
            "trial of another bundle" => finished with { Trial = foreign, Result = TinyPlan.ResultOf(_plan, foreign) },
            "no such trial" => finished with { Trial = long.MaxValue },
            "wrong key" => finished with { Result = TinyPlan.ResultOf(_plan, foreign) },
            "score that is no number" => finished with { Result = result with { Brier = double.NaN } },
            "time that is no number" => finished with { Timings = timings with { FitSeconds = double.NaN } },
            "failure of another bundle" => new TrialThrew(lease.Lease, foreign, "broke", Retryable: false),
            "trace without generator" => new GeneratorFitted(
                lease.Lease, new GeneratorTrace(new StageKey(result.Key.Value), [], [], [], [], 0)),
            "return of an unknown lease" => new LeaseReturned(new LeaseId(99)),
            "crash of an unknown lease" => new SlotCrashed(new LeaseId(99), [known], "killed"),
            _ => finished,
        };
    }

    private Task<IReadOnlyList<Journal.Contracts.StoredResult?>> StoredAsync() => _store.FindAsync(
        [.. Enumerable.Range(0, 8).Select(i => _plan.Keys.Trial(_plan.Grid[i]))], CancellationToken.None);
}

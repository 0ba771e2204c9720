using System.Threading.Channels;
using Orchestrator.Coordinator.Tests.Harness;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests;

/// <summary>Workers that finish, throw, crash and vanish as a seed says: every trial ends, and every end is right.</summary>
public sealed class ChaosTests
{
    private const int Trials = 4 * 40;
    private const long Poison = 17;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_workers_do_every_trial_ends_and_only_the_poison_one_fails(int seed)
    {
        await using var store = new GatedStore();
        await using var coordinator = await CoordinatorUnderTest.StartAsync(store);
        var plan = TinyPlan.Create(seeds: 40, attempts: 3);
        using var over = new CancellationTokenSource();
        await coordinator.SubmitAsync(plan);
        var workers = Enumerable.Range(0, 4)
            .Select(i => WorkAsync(coordinator, $"w{i}", new Random(seed * 100 + i), over.Token)).ToArray();

        var end = await coordinator.FinishedAsync(plan);
        await over.CancelAsync();
        await Task.WhenAll(workers);

        Assert.Equal((Trials - 1, 1), (end.Completed, end.Failed));
        await coordinator.Sweeps.FlushAsync(CancellationToken.None);
        var failure = Assert.Single(await store.ListFailuresAsync(TinyPlan.Id, CancellationToken.None));
        Assert.Equal((Poison, 3), (failure.Trial, failure.Attempts));
        var stored = await store.FindAsync(
            [.. Enumerable.Range(0, Trials).Select(i => plan.Keys.Trial(plan.Grid[i]))], CancellationToken.None);
        Assert.Equal(1, stored.Count(result => result is null));
    }

    // A worker that comes back under its name whenever it has vanished.
    private static async Task WorkAsync(
        CoordinatorUnderTest coordinator, string name, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var reports = Channel.CreateUnbounded<WorkerMessage>();
            var orders = Channel.CreateUnbounded<CoordinatorMessage>();
            var session = coordinator.Workers.ServeAsync(reports.Reader, orders.Writer, over);
            reports.Writer.TryWrite(new WorkerAttached(name, WorkerOffer.Cpu(2)));
            try
            {
                await foreach (var order in orders.Reader.ReadAllAsync(over))
                {
                    if (order is LeaseGranted lease && !Run(lease, name, random, reports.Writer))
                        break;
                }
            }
            catch (OperationCanceledException)
            {
                // The sweep has ended.
            }

            reports.Writer.TryComplete();
            await session;
        }
    }

    // False where the worker vanishes. The poison trial takes its process down whenever it runs; a worker vanishes only
    // when no trial is alone, so that nobody else is ever charged.
    private static bool Run(LeaseGranted lease, string name, Random random, ChannelWriter<WorkerMessage> reports)
    {
        var crashes = random.Next(8) == 0 && lease.Trials.Count > 1;
        var vanishes = random.Next(10) == 0 && lease.Trials.Count > 1;
        var stop = random.Next(lease.Trials.Count);
        for (var i = 0; i < lease.Trials.Count; i++)
        {
            var trial = lease.Trials[i].Index;
            if (vanishes && i == stop)
                return false;
            if (trial == Poison || (crashes && i == stop))
            {
                reports.TryWrite(new SlotCrashed(lease.Lease, [trial], "killed"));
                return true;
            }

            var timings = new TrialTimings(0, 0, name, lease.Trials[i].Attempt);
            reports.TryWrite(new TrialFinished(lease.Lease, trial, TinyPlan.ResultOf(lease.Plan, trial), timings));
        }

        reports.TryWrite(new LeaseReturned(lease.Lease));
        return true;
    }
}

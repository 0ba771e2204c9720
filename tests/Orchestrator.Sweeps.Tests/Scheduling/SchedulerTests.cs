using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Sweeps.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly Arbitrary<ClusterSnapshot> AnyCluster = Arb.From(
        from workers in Gen.Choose(0, 4).ListOf()
        from sweeps in (
            from running in Gen.Choose(0, 3)
            from priority in Gen.Choose(0, 1)
            from costs in Gen.Choose(1, 5).ListOf()
            select (running, priority, costs)).ListOf()
        select new ClusterSnapshot(
            [.. workers.Select((slots, i) => new FreeWorker($"w{i}", slots))],
            [.. sweeps.Select((s, i) => Sweep($"s{i}", s.running, s.priority, s.costs))]));

    [Fact]
    public void Plan_costliest_bundles_go_first_to_the_freest_worker() =>
        Assert.Equal(
            [new Placement("b", "s", 2), new Placement("a", "s", 0), new Placement("b", "s", 1)],
            Scheduler.Plan(new ClusterSnapshot(
                [new FreeWorker("a", 1), new FreeWorker("b", 2)],
                [new PendingSweep("s", 0, [new(0, 5), new(1, 5), new(2, 9), new(3, 1)])])));

    [Fact]
    public void Plan_slots_go_to_the_sweep_that_holds_the_fewest() =>
        Assert.Equal(["t", "t", "s", "t"],
            Scheduler.Plan(new ClusterSnapshot([new FreeWorker("a", 4)],
                [new PendingSweep("s", 2, Bundles(9)), new PendingSweep("t", 0, Bundles(9))])).Select(p => p.SweepId));

    [Fact]
    public void Plan_higher_priority_goes_before_fair_share() =>
        Assert.Equal(["t", "t", "s"],
            Scheduler.Plan(new ClusterSnapshot([new FreeWorker("a", 3)],
                [new PendingSweep("s", 0, Bundles(9)), new PendingSweep("t", 5, Bundles(2)) { Priority = 1 }]))
                .Select(p => p.SweepId));

    [Fact]
    public void Plan_without_slots_or_bundles_is_empty()
    {
        Assert.Empty(Scheduler.Plan(new ClusterSnapshot([], [new PendingSweep("s", 0, Bundles(3))])));
        Assert.Empty(
            Scheduler.Plan(new ClusterSnapshot([new FreeWorker("a", 0)], [new PendingSweep("s", 0, Bundles(3))])));
        Assert.Empty(Scheduler.Plan(new ClusterSnapshot([new FreeWorker("a", 3)], [new PendingSweep("s", 0, [])])));
    }

    [Fact]
    public void Plan_fills_every_slot_and_places_nothing_twice() =>
        Prop.ForAll(AnyCluster, snapshot =>
        {
            var plan = Scheduler.Plan(snapshot);
            var slots = snapshot.Workers.Sum(w => w.FreeSlots);
            return plan.Count == Math.Min(slots, snapshot.Sweeps.Sum(s => s.Waiting.Count))
                && plan.Select(p => (p.SweepId, p.Bundle)).Distinct().Count() == plan.Count
                && plan.All(
                    p => snapshot.Sweeps.Any(s => s.SweepId == p.SweepId && s.Waiting.Any(b => b.Bundle == p.Bundle)))
                && snapshot.Workers.All(w => plan.Count(p => p.Worker == w.Worker) <= w.FreeSlots);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_order_of_the_snapshot_does_not_change_it() =>
        Prop.ForAll(AnyCluster, snapshot => Scheduler.Plan(snapshot).SequenceEqual(Scheduler.Plan(new ClusterSnapshot(
            [.. snapshot.Workers.Reverse()],
            [.. snapshot.Sweeps.Reverse().Select(s => s with { Waiting = [.. s.Waiting.Reverse()] })]))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Plan_within_a_sweep_nothing_cheaper_goes_first() =>
        Prop.ForAll(AnyCluster, snapshot => Scheduler.Plan(snapshot).GroupBy(p => p.SweepId).All(placed =>
        {
            var costs = snapshot.Sweeps.Single(s => s.SweepId == placed.Key)
                .Waiting.ToDictionary(b => b.Bundle, b => b.Cost);
            var order = placed.Select(p => costs[p.Bundle]).ToList();
            return order.SequenceEqual(costs.Values.OrderDescending().Take(order.Count));
        })).QuickCheckThrowOnFailure();

    private static PendingSweep Sweep(string id, int running, int priority, IEnumerable<int> costs) =>
        new(id, running, [.. costs.Select((cost, bundle) => new PendingBundle(bundle, cost))]) { Priority = priority };

    private static PendingBundle[] Bundles(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PendingBundle(i, 1))];
}

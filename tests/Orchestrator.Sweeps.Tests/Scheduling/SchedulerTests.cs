using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly SlotKind Gpu = new(IsGpu: true, MemoryBytes: 0);

    private static readonly Digest Iris = Digest.Of("iris"u8);

    [Fact]
    public void Plan_costliest_bundles_go_first_to_the_freest_worker() =>
        Assert.Equal(
            [("b", 2), ("a", 0), ("b", 1)],
            Plan([new FreeWorker("a", 1), new FreeWorker("b", 2)], new PendingSweep(
                "s", 0, [Waiting(0, 5), Waiting(1, 5), Waiting(2, 9), Waiting(3, 1)]))
                .Select(p => (p.Worker, p.Part.Bundle)));

    [Fact]
    public void Plan_slots_go_to_the_sweep_that_holds_the_fewest() =>
        Assert.Equal(["t", "t", "s", "t"],
            Plan([new FreeWorker("a", 4)],
                new PendingSweep("s", 2, Bundles(9)), new PendingSweep("t", 0, Bundles(9))).Select(p => p.SweepId));

    [Fact]
    public void Plan_higher_priority_goes_before_fair_share() =>
        Assert.Equal(["t", "t", "s"],
            Plan([new FreeWorker("a", 3)],
                new PendingSweep("s", 0, Bundles(9)), new PendingSweep("t", 5, Bundles(2)) { Priority = 1 })
                .Select(p => p.SweepId));

    [Fact]
    public void Plan_without_slots_or_bundles_is_empty()
    {
        Assert.Empty(Plan([], new PendingSweep("s", 0, Bundles(3))));
        Assert.Empty(Plan([new FreeWorker("a", 0)], new PendingSweep("s", 0, Bundles(3))));
        Assert.Empty(Plan([new FreeWorker("a", 3)], new PendingSweep("s", 0, [])));
    }

    [Fact]
    public void Plan_a_worker_that_has_the_data_set_is_preferred_among_equals()
    {
        var sweep = new PendingSweep("s", 0, Bundles(1)) { Dataset = Iris };
        Assert.Equal("b", Plan([new FreeWorker("a", 1), Having(new FreeWorker("b", 1))], sweep).Single().Worker);
        Assert.Equal("a", Plan([new FreeWorker("a", 2), Having(new FreeWorker("b", 1))], sweep).Single().Worker);

        static FreeWorker Having(FreeWorker worker) => worker with { Datasets = new HashSet<Digest> { Iris } };
    }

    [Fact]
    public void Plan_a_worker_that_cannot_run_the_sweep_gets_nothing_of_it()
    {
        var refused = new PendingSweep("s", 0, Bundles(4)) { Unable = ["a"] };
        Assert.Empty(Plan([new FreeWorker("a", 5)], refused));
        Assert.All(Plan([new FreeWorker("a", 5), new FreeWorker("b", 2)], refused), p => Assert.Equal("b", p.Worker));
        var other = new PendingSweep("t", 0, Bundles(1));
        Assert.Equal("t", Plan([new FreeWorker("a", 1)], refused, other).Single().SweepId);
    }

    [Fact]
    public void Plan_a_worker_on_which_a_trial_failed_is_taken_only_where_there_is_no_other()
    {
        var sweep = new PendingSweep("s", 0, [Waiting(0, 1) with { Avoid = ["a"] }]);
        Assert.Equal("b", Plan([new FreeWorker("a", 5), new FreeWorker("b", 1)], sweep).Single().Worker);
        Assert.Equal("a", Plan([new FreeWorker("a", 5)], sweep).Single().Worker);
    }

    [Fact]
    public void Plan_a_sweep_that_needs_a_gpu_gets_one_or_waits_and_others_leave_it_free()
    {
        var mixed = new FreeWorker("a", [new FreeSlots(Gpu, 1), new FreeSlots(SlotKind.Cpu, 1)]);
        var needy = new PendingSweep("needy", 0, Bundles(2)) { Needs = new SweepNeeds(Gpu: true, 0) };
        var easy = new PendingSweep("easy", 0, Bundles(2));

        Assert.Equal([("easy", false), ("needy", true)],
            Plan([mixed], needy, easy).Select(p => (p.SweepId, p.Slot.IsGpu)));
        Assert.Empty(Plan([new FreeWorker("a", 3)], needy));
        Assert.Equal([false, true], Plan([mixed], easy).Select(p => p.Slot.IsGpu));
    }

    [Fact]
    public void Plan_memory_counts_where_a_slot_states_it_and_the_least_that_will_do_is_taken()
    {
        var worker = new FreeWorker(
            "a", [new FreeSlots(new SlotKind(false, 8_000), 1), new FreeSlots(new SlotKind(false, 4_000), 1)]);
        var sweep = new PendingSweep("s", 0, Bundles(2)) { Needs = new SweepNeeds(false, 5_000) };

        Assert.Equal([8_000], Plan([worker], sweep).Select(p => p.Slot.MemoryBytes));
        Assert.Equal([4_000, 8_000],
            Plan([worker], sweep with { Needs = new SweepNeeds(false, 4_000) }).Select(p => p.Slot.MemoryBytes));
        Assert.Equal(2, Plan([new FreeWorker("b", 2)], sweep).Count);
    }

    [Fact]
    public void Plan_idle_slots_are_filled_by_halving_what_is_placed()
    {
        var whole = new PendingPart(new BundlePart(3, 0, 5), 10);

        var plan = Plan([new FreeWorker("a", 3)], new PendingSweep("s", 0, [whole]));

        Assert.Equal([(0, 2), (2, 1), (3, 2)],
            plan.Select(p => (p.Part.FirstSeed, p.Part.Seeds)).Order());
        Assert.All(plan, p => Assert.Same(whole, p.Of));
        Assert.Equal(5, Plan([new FreeWorker("a", 99)], new PendingSweep("s", 0, [whole])).Count);
    }

    [Fact]
    public void Plan_nothing_is_split_while_more_is_about_to_be_offered_nor_a_trial_by_itself()
    {
        var whole = new PendingPart(new BundlePart(0, 0, 16), 1);
        var alone = new PendingPart(new BundlePart(0, 0, 1, Trial: 5), 1);

        Assert.Single(Plan([new FreeWorker("a", 8)], new PendingSweep("s", 0, [whole]) { HasMore = true }));
        Assert.Single(Plan([new FreeWorker("a", 8)], new PendingSweep("s", 0, [alone])));
    }

    private static IReadOnlyList<Placement> Plan(FreeWorker[] workers, params PendingSweep[] sweeps) =>
        Scheduler.Plan(new ClusterSnapshot(workers, sweeps));

    private static PendingPart Waiting(int bundle, double cost) => new(new BundlePart(bundle, 0, 1), cost);

    private static PendingPart[] Bundles(int count) => [.. Enumerable.Range(0, count).Select(i => Waiting(i, 1))];
}

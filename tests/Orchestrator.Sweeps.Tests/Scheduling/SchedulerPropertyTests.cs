using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Scheduling;

/// <summary>What holds of every plan, on generated clusters with and without GPUs.</summary>
public sealed class SchedulerPropertyTests
{
    private static readonly Gen<FreeSlots[]> AnySlots =
        from cpus in Gen.Choose(0, 4)
        from gpus in Gen.Choose(0, 2)
        from memory in Gen.Elements(0L, 4_000, 8_000)
        select (FreeSlots[])
            [new(SlotKind.Cpu, cpus), new(new SlotKind(true, memory), gpus), new(new SlotKind(false, 2_000), 1)];

    private static readonly Gen<PendingPart> AnyPart =
        from cost in Gen.Choose(1, 5)
        from seeds in Gen.Choose(1, 16)
        from avoid in Gen.Elements("w0", "w1", "none")
        select new PendingPart(new BundlePart(0, 0, seeds), cost) { Avoid = [avoid] };

    private static readonly Gen<PendingSweep> AnySweep =
        from running in Gen.Choose(0, 3)
        from priority in Gen.Choose(0, 1)
        from gpu in Gen.Elements(true, false)
        from memory in Gen.Elements(0L, 0, 6_000)
        from more in Gen.Elements(true, false)
        from parts in AnyPart.ListOf()
        select new PendingSweep(
            "", running, [.. parts.Select((part, i) => part with { Part = part.Part with { Bundle = i } })])
        {
            Priority = priority,
            Needs = new SweepNeeds(gpu, memory),
            HasMore = more,
        };

    private static readonly Arbitrary<ClusterSnapshot> AnyCluster = Arb.From(
        from workers in AnySlots.ListOf()
        from sweeps in AnySweep.ListOf()
        select new ClusterSnapshot(
            [.. workers.Select((slots, i) => new FreeWorker($"w{i}", slots))],
            [.. sweeps.Select((sweep, i) => sweep with { SweepId = $"s{i}" })]));

    [Fact]
    public void Plan_never_gives_a_slot_twice_and_only_slots_that_suffice() => Always((snapshot, plan) =>
        snapshot.Workers.All(worker => worker.Free.All(free =>
            plan.Count(p => p.Worker == worker.Worker && p.Slot == free.Kind) <= free.Count))
        && plan.All(p => p.Slot.Suffices(Of(snapshot, p).Needs)));

    [Fact]
    public void Plan_places_every_seed_of_a_placed_part_exactly_once() => Always((snapshot, plan) =>
        plan.GroupBy(p => (p.SweepId, p.Of.Part.Bundle)).All(pieces =>
        {
            var whole = pieces.First().Of;
            return Of(snapshot, pieces.First()).Waiting.Contains(whole)
                && pieces.SelectMany(p => Enumerable.Range(p.Part.FirstSeed, p.Part.Seeds)).Order()
                    .SequenceEqual(Enumerable.Range(whole.Part.FirstSeed, whole.Part.Seeds));
        }));

    [Fact]
    public void Plan_leaves_no_slot_idle_that_something_waiting_could_use() => Always((snapshot, plan) =>
        Idle(snapshot, plan).All(idle => snapshot.Sweeps.All(sweep =>
            !idle.Suffices(sweep.Needs)
            || sweep.Waiting.All(part => plan.Any(p => p.SweepId == sweep.SweepId && p.Of == part)))));

    [Fact]
    public void Plan_leaves_no_slot_idle_that_half_of_something_placed_could_use() => Always((snapshot, plan) =>
        Idle(snapshot, plan).All(idle => plan.All(p =>
            !idle.Suffices(Of(snapshot, p).Needs) || Of(snapshot, p).HasMore || !p.Part.CanSplit)));

    [Fact]
    public void Plan_shares_are_fair_among_sweeps_of_one_priority_and_need() => Always((snapshot, plan) =>
    {
        // Counted without splits. A sweep that was served although another one of its rank held fewer, and went
        // without, would be served unfairly.
        var whole = plan.DistinctBy(p => (p.SweepId, p.Of.Part)).ToList();
        int Held(PendingSweep sweep) => sweep.Running + whole.Count(p => p.SweepId == sweep.SweepId);
        bool Waits(PendingSweep sweep) => whole.Count(p => p.SweepId == sweep.SweepId) < sweep.Waiting.Count;
        return snapshot.Sweeps.All(poor => !Waits(poor) || snapshot.Sweeps.All(rich =>
            rich.Priority != poor.Priority || rich.Needs != poor.Needs
            || whole.All(p => p.SweepId != rich.SweepId) || Held(rich) <= Held(poor) + 1));
    });

    [Fact]
    public void Plan_a_higher_priority_is_never_left_waiting_for_a_lower_one() => Always((snapshot, plan) =>
        snapshot.Sweeps.All(high => high.Waiting.All(part => plan.Any(p => p.Of == part && p.SweepId == high.SweepId))
            || plan.All(p => Of(snapshot, p).Priority >= high.Priority || !p.Slot.Suffices(high.Needs))));

    [Fact]
    public void Plan_order_of_the_snapshot_does_not_change_it() => Always((snapshot, plan) =>
        plan.SequenceEqual(Scheduler.Plan(new ClusterSnapshot(
            [.. snapshot.Workers.Reverse().Select(w => w with { Free = [.. w.Free.Reverse()] })],
            [.. snapshot.Sweeps.Reverse().Select(s => s with { Waiting = [.. s.Waiting.Reverse()] })]))));

    [Fact]
    public void Plan_within_a_sweep_nothing_cheaper_goes_first() => Always((snapshot, plan) =>
        plan.DistinctBy(p => (p.SweepId, p.Of.Part)).GroupBy(p => p.SweepId).All(placed =>
        {
            var costs = placed.Select(p => p.Of.Cost).ToList();
            return costs.SequenceEqual(
                Of(snapshot, placed.First()).Waiting.Select(w => w.Cost).OrderDescending().Take(costs.Count));
        }));

    private static void Always(Func<ClusterSnapshot, IReadOnlyList<Placement>, bool> holds) =>
        Prop.ForAll(AnyCluster, snapshot => holds(snapshot, Scheduler.Plan(snapshot)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static PendingSweep Of(ClusterSnapshot snapshot, Placement placement) =>
        snapshot.Sweeps.Single(sweep => sweep.SweepId == placement.SweepId);

    private static IEnumerable<SlotKind> Idle(ClusterSnapshot snapshot, IReadOnlyList<Placement> plan) =>
        snapshot.Workers.SelectMany(worker => worker.Free
            .Where(free => free.Count > plan.Count(p => p.Worker == worker.Worker && p.Slot == free.Kind))
            .Select(free => free.Kind));
}

using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Sweeps.Tests.Planning.Costs;

public sealed class SlotScheduleTests
{
    private static readonly Concurrency Perfect = new([]);

    [Fact]
    public void Schedule_of_known_bundles_has_the_known_end()
    {
        // One slot takes 5 and then 1, the other 4 and then 3.
        var schedule = SlotSchedule.Of([(1, 1), (5, 1), (4, 1), (3, 1)], 2, Perfect);
        Assert.Equal(7, schedule.Clock, 9);
        Assert.Equal(13, schedule.Busy, 9);
    }

    [Fact]
    public void Schedule_halves_by_seeds_what_would_leave_slots_idle()
    {
        Assert.Equal(3, SlotSchedule.Of([(5, 5)], 2, Perfect).Clock, 9);
        Assert.Equal(5, SlotSchedule.Of([(5, 1)], 2, Perfect).Clock, 9);
        Assert.Equal(1, SlotSchedule.Of([(8, 8)], 8, Perfect).Clock, 9);
    }

    [Fact]
    public void Slots_that_share_slow_each_other_only_while_both_run()
    {
        var shared = new Concurrency([new(1, 1), new(2, 1.5)]);
        var schedule = SlotSchedule.Of([(3, 1), (6, 1)], 2, shared);

        // Both at 0.75 until the shorter one has ended after 4 s, then 3 s alone.
        Assert.Equal(7, schedule.Clock, 9);
        Assert.Equal(11, schedule.Busy, 9);
    }

    [Fact]
    public void Schedule_is_within_the_bounds_of_any_list_schedule() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt[], PositiveInt)>(), given =>
        {
            var bundles = given.Item1.Select(seconds => ((double)seconds.Get, 1)).ToList();
            var slots = 1 + (given.Item2.Get % 6);
            var clock = SlotSchedule.Of(bundles, slots, Perfect).Clock;
            var (sum, longest) = (bundles.Sum(b => b.Item1), bundles.Select(b => b.Item1).DefaultIfEmpty(0).Max());
            var best = Math.Max(sum / slots, longest);
            return clock >= best - 1e-6 && clock <= (sum / slots) + longest + 1e-6;
        }).QuickCheckThrowOnFailure();
}

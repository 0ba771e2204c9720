using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Time;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Advance_fires_due_timers_in_order_at_their_own_time()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        var fired = new List<(string, double)>();
        using var late = clock.CreateTimer(Note, "late", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(Note, "often", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([("often", 1), ("late", 3), ("often", 3)], fired);
        Assert.Equal(start.AddSeconds(4), clock.GetUtcNow());
        Assert.Equal(1, clock.WaitingTimers);

        void Note(object? name) => fired.Add(((string)name!, (clock.GetUtcNow() - start).TotalSeconds));
    }

    [Fact]
    public void Advance_disposed_timer_stays_silent()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, fired);
    }
}

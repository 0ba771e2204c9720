using Orchestrator.Coordinator.Leases;
using Orchestrator.TestKit;

namespace Orchestrator.Coordinator.Tests.Leases;

public sealed class LeaseRescueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_worker_that_is_silent_for_the_limit_is_due()
    {
        var rescue = new LeaseRescue(Limit, _time);
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(rescue.IsDue);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(rescue.IsDue);
        Assert.Equal(Limit, rescue.Silence);
        Assert.Equal(Limit / 4, rescue.Interval);
    }

    [Fact]
    public void Anything_heard_starts_the_limit_again()
    {
        var rescue = new LeaseRescue(Limit, _time);
        _time.Advance(Limit / 2);
        rescue.Heard();
        _time.Advance(Limit / 2);
        Assert.False(rescue.IsDue);
    }

    [Fact]
    public void A_worker_that_is_held_back_is_not_silent()
    {
        var rescue = new LeaseRescue(Limit, _time);
        rescue.HoldBack();
        _time.Advance(Limit * 10);
        Assert.False(rescue.IsDue);

        rescue.LetSpeak();
        Assert.False(rescue.IsDue);
        _time.Advance(Limit);
        Assert.True(rescue.IsDue);
    }

    [Fact]
    public void Without_a_limit_nobody_is_ever_due()
    {
        var rescue = new LeaseRescue(limit: null, _time);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(rescue.IsDue);
        Assert.Null(rescue.Interval);
    }
}

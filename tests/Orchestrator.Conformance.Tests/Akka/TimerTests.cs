using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class TimerTests : ActorTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Single_timer_fires_once_and_is_then_inactive()
    {
        var probe = NewProbe();
        Start(a =>
        {
            a.Starting = () =>
            {
                a.Timers.StartSingleTimer("key", "fired", Soon);
                probe.Ref.Tell(a.Timers.IsTimerActive("key"));
            };
            a.On<string>(text =>
            {
                probe.Ref.Tell(text);
                probe.Ref.Tell(a.Timers.IsTimerActive("key"));
            });
        });

        await probe.Expect(true);
        await probe.Expect("fired");
        await probe.Expect(false);
    }

    [Fact]
    public async Task Periodic_timer_fires_until_cancelled()
    {
        var probe = NewProbe();
        Start(a =>
        {
            var ticks = 0;
            a.Starting = () => a.Timers.StartPeriodicTimer("key", "tick", Soon);
            a.On<string>(
                text =>
                {
                    probe.Ref.Tell(text);
                    if (++ticks == 3)
                    {
                        a.Timers.Cancel("key");
                        a.Timers.StartSingleTimer("end", "end", Later);
                    }
                });
        });

        await probe.Expect("tick");
        await probe.Expect("tick");
        await probe.Expect("tick");
        await probe.Expect("end");
    }

    [Fact]
    public async Task Timer_of_the_same_key_replaces_the_earlier_one()
    {
        var probe = NewProbe();
        Start(a =>
        {
            a.Starting = () =>
            {
                a.Timers.StartSingleTimer("key", "earlier", Soon);
                a.Timers.StartSingleTimer("key", "later", Later);
            };
            a.On<string>(probe.Ref.Tell);
        });

        await probe.Expect("later");
    }

    [Fact]
    public async Task Tick_that_waits_in_the_mailbox_is_dropped_when_its_timer_is_cancelled()
    {
        var probe = NewProbe();
        using var hold = new ManualResetEventSlim();
        var ringer = Start(a => a.On<string>(_ => hold.Set()));
        var actor = Start(a =>
        {
            a.On<int>(_ =>
            {
                Sys.Scheduler.ScheduleTellOnce(Later, ringer, "both ticks are queued by now", ActorRefs.NoSender);
                a.Timers.StartSingleTimer("key", "stale", TimeSpan.FromMilliseconds(1));
                a.Timers.StartSingleTimer("other", "fresh", TimeSpan.FromMilliseconds(1));
                Assert.True(hold.Wait(TimeSpan.FromSeconds(20)));
                a.Timers.Cancel("key");
            });
            a.On<string>(probe.Ref.Tell);
        });

        actor.Tell(1);

        await probe.Expect("fresh");
        await probe.ExpectNothingElse();
    }

    [Fact]
    public async Task Restart_cancels_the_timers()
    {
        var probe = NewProbe();
        var instances = 0;
        var actor = Start(a =>
        {
            var instance = ++instances;
            a.On<int>(_ =>
            {
                a.Timers.StartSingleTimer("old", "old timer", Soon);
                throw new InvalidOperationException("broken");
            });
            a.Restarted = _ => a.Timers.StartSingleTimer("new", "new timer", Later);
            a.On<string>(text => probe.Ref.Tell((instance, text)));
        });

        actor.Tell(1);

        await probe.Expect((2, "new timer"));
    }

    [Fact]
    public async Task Receive_timeout_comes_when_no_message_does()
    {
        var probe = NewProbe();
        Start(a =>
        {
            a.Starting = () => a.Ctx.SetReceiveTimeout(Soon);
            a.On<ReceiveTimeout>(timeout =>
            {
                a.Ctx.SetReceiveTimeout(null);
                probe.Ref.Tell(timeout);
            });
        });

        await probe.Expect<ReceiveTimeout>("the timeout");
    }

    [Fact]
    public async Task Scheduler_sends_unless_cancelled()
    {
        var probe = NewProbe();

        var cancelled = Sys.Scheduler.ScheduleTellOnceCancelable(Soon, probe.Ref, "cancelled", ActorRefs.NoSender);
        cancelled.Cancel();
        Sys.Scheduler.ScheduleTellOnce(Later, probe.Ref, "sent", ActorRefs.NoSender);

        await probe.Expect("sent");
    }
}

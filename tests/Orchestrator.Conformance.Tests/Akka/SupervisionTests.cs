using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class SupervisionTests : ActorTests
{
    [Fact]
    public async Task Restart_makes_a_new_instance_and_keeps_the_mailbox()
    {
        var probe = NewProbe();
        var instances = 0;
        var actor = Start(a =>
        {
            var instance = ++instances;
            a.On<string>(_ => throw new InvalidOperationException("broken"));
            a.On<int>(n => probe.Ref.Tell((instance, n)));
        });

        actor.Tell(1);
        actor.Tell("fail");
        actor.Tell(2);
        actor.Tell(3);

        await probe.Expect((1, 1));
        await probe.Expect((2, 2));
        await probe.Expect((2, 3));
    }

    [Fact]
    public async Task Restart_runs_the_hooks_in_order_and_shows_the_failed_message()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.Starting = () => probe.Ref.Tell("start");
            a.Stopping = () => probe.Ref.Tell("stop");
            a.Failing = (cause, message) => probe.Ref.Tell($"failing: {cause.Message} at {message}");
            a.Restarted = cause => probe.Ref.Tell($"restarted: {cause.Message}");
            a.On<string>(_ => throw new InvalidOperationException("broken"));
        });

        actor.Tell("this");
        actor.Tell(PoisonPill.Instance);

        await probe.Expect("start");
        await probe.Expect("failing: broken at this");
        await probe.Expect("stop");
        await probe.Expect("restarted: broken");
        await probe.Expect("start");
        await probe.Expect("stop");
    }

    [Fact]
    public async Task Restart_stops_the_children()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.Starting = () => a.Ctx.ActorOf(
                Scripted.Of(c => c.Stopping = () => probe.Ref.Tell("child stopped")), "child");
            a.Restarted = _ => probe.Ref.Tell("restarted");
            a.On<string>(_ => throw new InvalidOperationException("broken"));
        });

        actor.Tell("fail");

        await probe.Expect("child stopped");
        await probe.Expect("restarted");
    }

    [Fact]
    public async Task Resume_goes_on_with_the_same_instance()
    {
        var parent = Parent(_ => Directive.Resume);
        var child = await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(10));

        child.Tell(5);
        child.Tell("fail");
        child.Tell(6);

        Assert.Equal(11, await child.Ask<int>('?', TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Stop_stops_only_the_child_that_failed()
    {
        var probe = NewProbe();
        var parent = Parent(_ => Directive.Stop);
        var child = await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(10));
        var sibling = await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(10));
        probe.Watch(child);

        child.Tell("fail");

        Assert.Equal(child, (await probe.Expect<Terminated>("the child's end")).ActorRef);
        sibling.Tell(3);
        Assert.Equal(3, await sibling.Ask<int>('?', TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Escalate_makes_the_parent_fail()
    {
        var probe = NewProbe();
        var parent = Parent(_ => Directive.Escalate, a => a.Restarted = cause => probe.Ref.Tell(cause.Message));
        var child = await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(10));
        probe.Watch(child);

        child.Tell("fail");

        var messages = new[] { await probe.Expect<object>("one of two"), await probe.Expect<object>("the other") };
        Assert.Contains("broken", messages);
        Assert.Contains(messages, m => m is Terminated);
    }

    [Fact]
    public async Task Child_that_exceeds_its_restarts_is_stopped()
    {
        var probe = NewProbe();
        var restarts = 0;
        var strategy = new OneForOneStrategy(3, TimeSpan.FromMinutes(5), _ => Directive.Restart);
        var parent = Start(a =>
        {
            a.Strategy = strategy;
            a.On<string>(_ => a.From.Tell(a.Ctx.ActorOf(Scripted.Of(c =>
            {
                c.Restarted = _ => restarts++;
                c.On<string>(_ => throw new InvalidOperationException("broken"));
            }))));
        });
        var child = await parent.Ask<IActorRef>("child", TimeSpan.FromSeconds(10));
        probe.Watch(child);

        for (var i = 0; i < 4; i++)
        {
            child.Tell("fail");
        }

        await probe.Expect<Terminated>("the child's end");
        Assert.Equal(3, restarts);
    }

    [Fact]
    public async Task Actor_whose_constructor_throws_is_stopped()
    {
        var probe = NewProbe();
        var actor = Start(_ => throw new InvalidOperationException("cannot be made"));

        probe.Watch(actor);

        await probe.Expect<Terminated>("the end of the actor that could not start");
    }

    [Fact]
    public async Task Killed_actor_is_stopped()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        probe.Watch(actor);

        actor.Tell(Kill.Instance);

        await probe.Expect<Terminated>("the killed actor's end");
    }

    [Fact]
    public async Task Many_failures_leave_the_system_alive()
    {
        var failing = Start(a => a.On<string>(_ => throw new InvalidOperationException("broken")));
        var healthy = Start(a => a.On<int>(n => a.From.Tell(n + 1)));

        for (var i = 0; i < 200; i++)
        {
            failing.Tell("fail");
        }

        Assert.Equal(2, await healthy.Ask<int>(1, TimeSpan.FromSeconds(10)));
        Assert.False(Sys.WhenTerminated.IsCompleted);
    }

    private IActorRef Parent(Func<Exception, Directive> decide, Action<Scripted>? more = null) => Start(a =>
    {
        a.Strategy = new OneForOneStrategy(decide);
        more?.Invoke(a);
        a.On<string>(_ => a.From.Tell(a.Ctx.ActorOf(Props.Create(() => new Summing()))));
    });

    private sealed class Summing : ReceiveActor
    {
        private int _sum;

        public Summing()
        {
            Receive<int>(n => _sum += n);
            Receive<char>(_ => Sender.Tell(_sum));
            Receive<string>(_ => throw new InvalidOperationException("broken"));
        }
    }
}

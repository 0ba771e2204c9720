using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class WatchTests : ActorTests
{
    [Fact]
    public async Task Watcher_hears_of_the_end()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        probe.Watch(actor);

        Sys.Stop(actor);

        Assert.Equal(actor, (await probe.Expect<Terminated>("the end")).ActorRef);
        await probe.ExpectNothingElse();
    }

    [Fact]
    public async Task Watcher_of_an_actor_that_is_dead_already_hears_of_it()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        Assert.True(await actor.GracefulStop(TimeSpan.FromSeconds(10)));

        probe.Watch(actor);

        Assert.Equal(actor, (await probe.Expect<Terminated>("the end")).ActorRef);
    }

    [Fact]
    public async Task WatchWith_sends_the_message_of_the_watchers_choice()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        var watcher = Start(a =>
        {
            a.On<IActorRef>(subject =>
            {
                a.Ctx.WatchWith(subject, "gone");
                a.From.Tell("watching");
            });
            a.On<string>(probe.Ref.Tell);
        });
        await watcher.Ask<string>(actor, TimeSpan.FromSeconds(10));

        Sys.Stop(actor);

        await probe.Expect("gone");
    }

    [Fact]
    public async Task Unwatch_withdraws_the_watch()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        var watcher = Start(a =>
        {
            a.On<IActorRef>(subject =>
            {
                a.Ctx.Watch(subject);
                a.Ctx.Unwatch(subject);
                a.From.Tell("withdrawn");
            });
            a.On<Terminated>(probe.Ref.Tell);
            a.On<string>(probe.Ref.Tell);
        });
        await watcher.Ask<string>(actor, TimeSpan.FromSeconds(10));

        await actor.GracefulStop(TimeSpan.FromSeconds(10));
        watcher.Tell("afterwards");

        await probe.Expect("afterwards");
    }

    [Fact]
    public async Task Watcher_that_does_not_handle_the_end_is_stopped()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        var watcher = Start(a => a.On<string>(_ =>
        {
            a.Ctx.Watch(actor);
            a.From.Tell("watching");
        }));
        probe.Watch(watcher);
        await watcher.Ask<string>("watch", TimeSpan.FromSeconds(10));

        Sys.Stop(actor);

        Assert.Equal(watcher, (await probe.Expect<Terminated>("the watcher's end")).ActorRef);
    }

    [Fact]
    public async Task Name_of_a_child_is_free_again_once_its_end_is_known()
    {
        var probe = NewProbe();
        var parent = Start(a =>
        {
            a.Starting = () => a.Ctx.Watch(a.Ctx.ActorOf(Scripted.Of(_ => { }), "child"));
            a.On<string>(name => a.Ctx.Stop(a.Ctx.Child(name)));
            a.On<Terminated>(end =>
            {
                var next = a.Ctx.ActorOf(Scripted.Of(_ => { }), "child");
                probe.Ref.Tell((end.ActorRef.Path.Equals(next.Path), end.ActorRef.Equals(next)));
            });
        });

        parent.Tell("child");

        await probe.Expect((true, false));
    }

    [Fact]
    public async Task Children_stop_before_their_parent()
    {
        var probe = NewProbe();
        var parent = Start(a =>
        {
            a.Stopping = () => probe.Ref.Tell("parent");
            a.Starting = () => a.Ctx.ActorOf(Scripted.Of(c =>
            {
                c.Stopping = () => probe.Ref.Tell("child");
                c.Starting = () => c.Ctx.ActorOf(
                    Scripted.Of(g => g.Stopping = () => probe.Ref.Tell("grandchild")));
            }));
            a.On<string>(_ => a.From.Tell("ready"));
        });
        await parent.Ask<string>("ready?", TimeSpan.FromSeconds(10));

        Sys.Stop(parent);

        await probe.Expect("grandchild");
        await probe.Expect("child");
        await probe.Expect("parent");
    }

    [Fact]
    public void Actor_names_are_checked()
    {
        Start(_ => { }, "taken");

        Assert.Throws<InvalidActorNameException>(() => Start(_ => { }, "taken"));
        Assert.Throws<InvalidActorNameException>(() => Start(_ => { }, "not/valid"));
        Assert.Throws<InvalidActorNameException>(() => Start(_ => { }, ""));
        Assert.Equal("akka://conformance/user/named", Start(_ => { }, "named").Path.ToString());
    }

    [Fact]
    public async Task Child_is_found_by_name_and_the_missing_one_is_nobody()
    {
        var parent = Start(a => a.On<string>(name =>
        {
            var child = a.Ctx.ActorOf(Scripted.Of(_ => { }), name);
            a.From.Tell((a.Ctx.Child(name).Equals(child), a.Ctx.Child("missing").IsNobody(), a.Ctx.Parent.Path.Name));
        }));

        Assert.Equal((true, true, "user"), await parent.Ask<(bool, bool, string)>("child", TimeSpan.FromSeconds(10)));
    }
}

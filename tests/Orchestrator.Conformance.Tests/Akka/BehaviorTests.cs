using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class BehaviorTests : ActorTests
{
    [Fact]
    public async Task Become_replaces_the_handlers()
    {
        var probe = NewProbe();
        var actor = Start(a =>
            a.On<string>(_ => a.Switch(() => a.On<string>(text => probe.Ref.Tell($"second: {text}")))));

        actor.Tell("switch");
        actor.Tell("text");

        await probe.Expect("second: text");
    }

    [Fact]
    public async Task Become_stacked_is_undone_by_unbecome()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<string>(text =>
        {
            probe.Ref.Tell($"below: {text}");
            a.Push(() => a.On<string>(upper =>
            {
                probe.Ref.Tell($"above: {upper}");
                a.Pop();
            }));
        }));

        actor.Tell("1");
        actor.Tell("2");
        actor.Tell("3");

        await probe.Expect("below: 1");
        await probe.Expect("above: 2");
        await probe.Expect("below: 3");
    }

    [Fact]
    public async Task Restart_goes_back_to_the_first_behaviour()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.On<int>(_ => a.Switch(() => a.On<string>(_ => throw new InvalidOperationException("broken"))));
            a.On<string>(probe.Ref.Tell);
        });

        actor.Tell(1);
        actor.Tell("fail");
        actor.Tell("again");

        await probe.Expect("again");
    }

    [Fact]
    public async Task Handlers_cannot_be_added_while_a_message_is_handled()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<string>(_ =>
        {
            try
            {
                a.On<int>(_ => { });
            }
            catch (InvalidOperationException)
            {
                probe.Ref.Tell("refused");
            }
        }));

        actor.Tell("add");

        await probe.Expect("refused");
    }

    [Fact]
    public async Task Stashed_messages_come_back_in_order_before_later_ones()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.On<string>(text =>
            {
                if (text == "open")
                {
                    a.Switch(() => a.On<string>(probe.Ref.Tell));
                    a.Stash.UnstashAll();
                    a.Me.Tell("last");
                }
                else
                {
                    a.Stash.Stash();
                }
            });
        });

        actor.Tell("1");
        actor.Tell("2");
        actor.Tell("open");

        await probe.Expect("1");
        await probe.Expect("2");
        await probe.Expect("last");
    }

    [Fact]
    public async Task Unstash_brings_one_message_back()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            var open = false;
            a.On<int>(_ =>
            {
                open = true;
                a.Stash.Unstash();
            });
            a.On<string>(text =>
            {
                if (open)
                {
                    probe.Ref.Tell(text);
                }
                else
                {
                    a.Stash.Stash();
                }
            });
        });

        actor.Tell("1");
        actor.Tell("2");
        actor.Tell(0);
        actor.Tell("3");

        await probe.Expect("1");
        await probe.Expect("3");
        await probe.ExpectNothingElse();
    }

    [Fact]
    public async Task Stashed_messages_survive_a_restart()
    {
        var probe = NewProbe();
        var instances = 0;
        var actor = Start(a =>
        {
            var first = ++instances == 1;
            a.On<int>(_ => throw new InvalidOperationException("broken"));
            a.On<string>(text =>
            {
                if (first)
                {
                    a.Stash.Stash();
                }
                else
                {
                    probe.Ref.Tell(text);
                }
            });
        });

        actor.Tell("kept");
        actor.Tell(0);

        await probe.Expect("kept");
    }

    [Fact]
    public void Props_take_only_constructor_calls()
    {
        Assert.Throws<ArgumentException>(() => Props.Create(() => Made()));
    }

    [Fact]
    public async Task Props_arguments_are_evaluated_once()
    {
        var probe = NewProbe();
        var evaluated = 0;
        Func<int> next = () => ++evaluated;
        var props = Props.Create(() => new Numbered(next(), probe.Ref));

        var actor = Sys.ActorOf(props);
        actor.Tell("fail");
        actor.Tell(0);

        await probe.Expect(1);
    }

    [Fact]
    public async Task Props_with_arguments_find_the_constructor()
    {
        var probe = NewProbe();

        Sys.ActorOf(Props.Create<Numbered>(7, probe.Ref)).Tell(0);

        await probe.Expect(7);
    }

    private static Scripted Made() => throw new InvalidOperationException("never called");

    private sealed class Numbered : ReceiveActor
    {
        public Numbered(int number, IActorRef target)
        {
            Receive<int>(_ => target.Tell(number));
            Receive<string>(_ => throw new InvalidOperationException("broken"));
        }
    }
}

using Akka.Actor;
using Akka.Event;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class MessagingTests : ActorTests
{
    [Fact]
    public async Task Actor_told_by_many_threads_handles_one_message_at_a_time_and_keeps_each_senders_order()
    {
        const int Senders = 8;
        const int Each = 20_000;
        var last = new int[Senders];
        var inside = 0;
        var overlaps = 0;
        var disorder = 0;
        var left = Senders * Each;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Start(a => a.On<(int From, int Number)>(m =>
        {
            overlaps += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
            disorder += m.Number == last[m.From] + 1 ? 0 : 1;
            last[m.From] = m.Number;
            Interlocked.Decrement(ref inside);
            if (--left == 0)
            {
                done.SetResult();
            }
        }));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(from => Task.Run(() =>
        {
            for (var number = 1; number <= Each; number++)
            {
                actor.Tell((from, number), ActorRefs.NoSender);
            }
        }))).Within("the senders");
        await done.Task.Within("all messages");

        Assert.Equal(0, overlaps);
        Assert.Equal(0, disorder);
    }

    [Fact]
    public async Task Actors_that_go_idle_between_messages_lose_none()
    {
        const int Rounds = 50_000;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef Player() => Start(a => a.On<int>(n =>
        {
            if (n == Rounds)
            {
                done.TrySetResult();
            }
            else
            {
                a.From.Tell(n + 1, a.Me);
            }
        }));

        Player().Tell(0, Player());

        await done.Task.Within("the last of the rounds");
    }

    [Fact]
    public async Task Handlers_are_tried_in_order_of_registration()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.On<int>(n => probe.Ref.Tell($"even {n}"), n => n % 2 == 0);
            a.OnFunc<int>(n =>
            {
                probe.Ref.Tell($"seen {n}");
                return n == 3;
            });
            a.On<int>(n => probe.Ref.Tell($"odd {n}"));
            a.OnAny(m => probe.Ref.Tell($"other {m}"));
        });

        actor.Tell(2);
        actor.Tell(3);
        actor.Tell(5);
        actor.Tell("text");

        await probe.Expect("even 2");
        await probe.Expect("seen 3");
        await probe.Expect("seen 5");
        await probe.Expect("odd 5");
        await probe.Expect("other text");
    }

    [Fact]
    public async Task Handler_of_a_base_type_takes_derived_messages()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<Exception>(e => probe.Ref.Tell(e.Message)));

        actor.Tell(new InvalidOperationException("derived"));

        await probe.Expect("derived");
    }

    [Fact]
    public async Task Message_without_a_handler_is_published_as_unhandled()
    {
        var probe = NewProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(UnhandledMessage));
        var actor = Start(a => a.On<int>(_ => { }));

        actor.Tell("what is this?", probe.Ref);

        var unhandled = await probe.Expect<UnhandledMessage>("the notice");
        Assert.Equal("what is this?", unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(probe.Ref, unhandled.Sender);
    }

    [Fact]
    public async Task Message_to_a_stopped_actor_becomes_a_dead_letter()
    {
        var probe = NewProbe();
        var actor = Start(a => a.On<int>(_ => { }));
        probe.Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await probe.Expect<Terminated>("the actor's end");
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));

        actor.Tell("too late", probe.Ref);

        var letter = await probe.Expect<DeadLetter>("the dead letter");
        Assert.Equal("too late", letter.Message);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public async Task Messages_behind_a_poison_pill_become_dead_letters()
    {
        var probe = NewProbe();
        var held = new TaskCompletionSource();
        Sys.EventStream.Subscribe(probe.Ref, typeof(DeadLetter));
        var actor = Start(a => a.OnAsync<string>(async text =>
        {
            await held.Task;
            probe.Ref.Tell(text);
        }));

        actor.Tell("before");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("behind");
        held.SetResult();

        await probe.Expect("before");
        Assert.Equal("behind", (await probe.Expect<DeadLetter>("the dead letter")).Message);
    }

    [Fact]
    public async Task Forward_keeps_the_sender_and_tell_sets_it()
    {
        var probe = NewProbe();
        var target = Start(a => a.On<string>(text => a.From.Tell($"{text} arrived")));
        var router = Start(a => a.On<string>(target.Forward));
        var teller = Start(a =>
        {
            a.On<string>(text => target.Tell(text), text => text == "told");
            a.On<string>(probe.Ref.Tell);
        });

        router.Tell("forwarded", probe.Ref);
        await probe.Expect("forwarded arrived");
        Assert.Equal(target, probe.LastSender);
        teller.Tell("told", ActorRefs.NoSender);
        await probe.Expect("told arrived");
        Assert.Equal(teller, probe.LastSender);
    }

    [Fact]
    public void Tell_of_null_is_refused()
    {
        var actor = Start(a => a.OnAny(_ => { }));

        Assert.Throws<InvalidMessageException>(() => actor.Tell(null!, ActorRefs.NoSender));
    }
}

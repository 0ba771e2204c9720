using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>What every journal and snapshot store must do.</summary>
public abstract class PersistenceTests : IAsyncLifetime
{
    private IHost _host = null!;
    private int _made;

    protected ActorSystem Sys => _host.Services.GetRequiredService<ActorSystem>();

    public virtual async ValueTask InitializeAsync() => await StartHost();

    public virtual async ValueTask DisposeAsync()
    {
        await StopHost();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Events_are_replayed_in_order_by_a_new_instance()
    {
        var first = Journalist("order");
        for (var i = 1; i <= 2500; i++)
        {
            first.Tell(new Store($"e{i}"));
        }
        await Stop(first);

        var state = await Journalist("order").State();

        Assert.Equal(Enumerable.Range(1, 2500).Select(i => $"e{i}"), state.Texts);
        Assert.Equal(2500, state.LastSequenceNr);
        Assert.Equal(["recovered at 2500"], state.Notes);
    }

    [Fact]
    public async Task Handlers_answer_the_sender_of_their_command()
    {
        var actor = Journalist("senders");
        var (one, two) = (new Probe(Sys), new Probe(Sys));

        actor.Tell(new StoreAndAnswer("one"), one.Ref);
        actor.Tell(new StoreAndAnswer("two"), two.Ref);

        await one.Expect("one");
        await one.Expect("deferred");
        await two.Expect("two");
        await two.Expect("deferred");
    }

    [Fact]
    public async Task Snapshot_comes_first_and_then_only_the_events_after_it()
    {
        var first = Journalist("snapshots");
        await StoreAll(first, "a", "b");
        Assert.IsType<SaveSnapshotSuccess>(await first.Ask<object>(new Snap(), Seconds));
        await StoreAll(first, "c");
        await Stop(first);

        var state = await Journalist("snapshots").State();

        Assert.Equal(["a", "b", "c"], state.Texts);
        Assert.Equal(["snapshot at 2", "recovered at 3"], state.Notes);
    }

    [Fact]
    public async Task Latest_of_several_snapshots_is_offered()
    {
        var first = Journalist("several");
        await StoreAll(first, "a");
        await first.Ask<SaveSnapshotSuccess>(new Snap(), Seconds);
        await StoreAll(first, "b");
        await first.Ask<SaveSnapshotSuccess>(new Snap(), Seconds);
        await Stop(first);

        Assert.Equal(["snapshot at 2", "recovered at 2"], (await Journalist("several").State()).Notes);
    }

    [Fact]
    public async Task Deleted_events_are_not_replayed_and_their_numbers_are_not_used_again()
    {
        var first = Journalist("deleted");
        await StoreAll(first, "a", "b", "c");
        Assert.Equal(3, (await first.Ask<DeleteMessagesSuccess>(new Delete(3), Seconds)).ToSequenceNr);
        await Stop(first);

        var second = Journalist("deleted");
        Assert.Empty((await second.State()).Texts);
        await StoreAll(second, "d");

        Assert.Equal(4, (await second.State()).LastSequenceNr);
    }

    [Fact]
    public async Task Deleted_snapshots_are_not_offered()
    {
        var first = Journalist("fewer");
        await StoreAll(first, "a");
        await first.Ask<SaveSnapshotSuccess>(new Snap(), Seconds);
        await first.Ask<DeleteSnapshotsSuccess>(new DeleteSnaps(1), Seconds);
        await Stop(first);

        Assert.Equal(["recovered at 1"], (await Journalist("fewer").State()).Notes);
    }

    [Fact]
    public async Task Commands_wait_for_the_end_of_recovery()
    {
        var first = Journalist("waiting");
        await StoreAll(first, [.. Enumerable.Range(0, 1500).Select(i => $"{i}")]);
        await Stop(first);
        var second = Journalist("waiting");

        var answers = Enumerable.Range(0, 10).Select(_ => second.Ask<JournalistState>(new Tell(), Seconds)).ToArray();

        Assert.All(await Task.WhenAll(answers), state => Assert.Equal(1500, state.Texts.Length));
    }

    [Fact]
    public async Task Commands_wait_until_the_handler_of_the_event_has_run()
    {
        var actor = Journalist("between");
        actor.Tell(new Store("a"));
        var state = await actor.State();

        Assert.Equal(["a"], state.Texts);
    }

    [Fact]
    public async Task Persist_async_runs_its_handler_before_what_was_deferred_after_it()
    {
        var actor = Journalist("async");

        var notes = await actor.Ask<string[]>(new StoreAsync("a"), Seconds);

        Assert.Equal(["stored a", "deferred"], notes);
    }

    [Fact]
    public async Task Persist_all_runs_the_handler_for_each_event_in_order_and_numbers_them_in_a_row()
    {
        var actor = Journalist("all");
        actor.Tell(new StoreMany(["a", "b", "c"]));
        await StoreAll(actor, "d");

        var state = await actor.State();

        Assert.Equal(["a", "b", "c", "d"], state.Texts);
        Assert.Equal(4, state.LastSequenceNr);
    }

    [Fact]
    public async Task Two_persists_of_one_command_run_their_handlers_in_order_before_the_next_command()
    {
        var actor = Journalist("two");
        actor.Tell(new StoreTwice("x", "y"));
        actor.Tell(new Store("z"));

        Assert.Equal(["x", "y", "z"], (await actor.State()).Texts);
    }

    [Fact]
    public async Task Persist_of_an_event_from_an_async_handler_is_stored()
    {
        var actor = Journalist("awaiting");
        actor.Tell(new StoreAwaited("a"));
        actor.Tell(new Store("b"));

        Assert.Equal(["a", "b"], (await actor.State()).Texts);
    }

    [Fact]
    public async Task Failing_handler_restarts_the_actor_which_recovers_what_was_stored()
    {
        var actor = Journalist("failing");
        actor.Tell(new Store("a"));
        actor.Tell(new StoreThenFail("b"));
        actor.Tell(new Store("c"));

        var state = await actor.State();

        Assert.Equal(["a", "b", "c"], state.Texts);
        Assert.Equal(["recovered at 2"], state.Notes);
    }

    [Fact]
    public async Task Many_waiting_commands_are_handled_in_order()
    {
        var actor = Journalist("many");
        for (var i = 0; i < 5_000; i++)
        {
            actor.Tell(new Store($"{i}"));
        }

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => $"{i}"), (await actor.State()).Texts);
    }

    [Fact]
    public async Task Actors_with_different_ids_do_not_see_each_others_events()
    {
        await StoreAll(Journalist("one"), "of one");
        await StoreAll(Journalist("other"), "of other");

        Assert.Equal(["of one"], (await Journalist("one", "one again").State()).Texts);
    }

    [Fact]
    public async Task Replay_handler_that_throws_stops_the_actor()
    {
        var first = Journalist("poisoned");
        await StoreAll(first, Actors.Journalist.Poison);
        await Stop(first);
        var probe = new Probe(Sys);

        var second = Journalist("poisoned");
        probe.Watch(second);

        await probe.Expect<Terminated>("the end of the actor that could not recover");
    }

    protected static TimeSpan Seconds { get; } = TimeSpan.FromSeconds(20);

    protected abstract void Configure(AkkaConfigurationBuilder akka);

    protected IActorRef Journalist(string id, string? name = null) =>
        Sys.ActorOf(Props.Create(() => new Journalist(id)), (name ?? id).Replace(' ', '-') + $"-{_made++}");

    protected static async Task StoreAll(IActorRef actor, params string[] texts)
    {
        foreach (var text in texts)
        {
            actor.Tell(new Store(text));
        }
        await actor.State();
    }

    protected static async Task Stop(IActorRef actor)
    {
        await actor.State();
        Assert.True(await actor.GracefulStop(Seconds));
    }

    protected async Task RestartHost()
    {
        await StopHost();
        await StartHost();
    }

    private async Task StartHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("conformance", akka => Configure(akka));
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopHost()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class DispatchingTests
{
    private static readonly string Settings = $"{QueueingDispatcher.Setting}\n{VirtualScheduler.Setting}";

    [Fact]
    public async Task Two_runs_of_one_program_on_a_queueing_dispatcher_have_the_same_order()
    {
        var first = await RunGossip(seed: 17);
        var second = await RunGossip(seed: 17);
        var other = await RunGossip(seed: 18);

        Assert.True(first.Count > 500, $"only {first.Count} messages were handled");
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Nothing_runs_before_the_dispatcher_lets_it()
    {
        var system = ActorSystem.Create("held", Settings);
        var seen = new List<string>();
        var actor = system.ActorOf(Scripted.Of(a => a.On<string>(seen.Add)));
        actor.Tell("one");

        Assert.Empty(seen);
        Assert.NotEqual(0, QueueingDispatcher.Of(system).RunAll());
        Assert.Equal(["one"], seen);
        await End(system);
    }

    [Fact]
    public async Task Timers_and_the_receive_timeout_follow_the_scheduler()
    {
        var system = ActorSystem.Create("virtual", Settings);
        var dispatcher = QueueingDispatcher.Of(system);
        var scheduler = VirtualScheduler.Of(system);
        var seen = new List<string>();
        system.ActorOf(Scripted.Of(a =>
        {
            a.Starting = () =>
            {
                a.Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromHours(1));
                a.Timers.StartSingleTimer("never", "never", TimeSpan.FromHours(2));
                a.Timers.Cancel("never");
            };
            a.On<string>(text => seen.Add($"{text} at {scheduler.MonotonicClock.TotalHours}"));
        }));
        var patient = system.ActorOf(Scripted.Of(a =>
        {
            a.Starting = () => a.Ctx.SetReceiveTimeout(TimeSpan.FromMinutes(90));
            a.On<ReceiveTimeout>(_ =>
            {
                seen.Add($"timeout at {scheduler.MonotonicClock.TotalHours}");
                a.Ctx.SetReceiveTimeout(null);
            });
            a.On<string>(_ => { });
        }));
        dispatcher.RunAll();
        scheduler.Advance(TimeSpan.FromMinutes(45), () => dispatcher.RunAll());
        patient.Tell("still here");
        dispatcher.RunAll();

        scheduler.Advance(TimeSpan.FromMinutes(135), () => dispatcher.RunAll());

        Assert.Equal(["tick at 1", "tick at 2", "timeout at 2.25", "tick at 3"], seen);
        await End(system);
    }

    [Fact]
    public async Task Scheduled_messages_and_actions_follow_the_scheduler_until_cancelled()
    {
        var system = ActorSystem.Create("scheduled", Settings);
        var dispatcher = QueueingDispatcher.Of(system);
        var scheduler = VirtualScheduler.Of(system);
        var seen = new List<string>();
        var actor = system.ActorOf(Scripted.Of(a => a.On<string>(seen.Add)));
        var again = system.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), actor, "again", ActorRefs.NoSender);
        system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(4), () => seen.Add("action"));

        scheduler.Advance(TimeSpan.FromSeconds(4), () => dispatcher.RunAll());
        again.Cancel();
        scheduler.Advance(TimeSpan.FromSeconds(4), () => dispatcher.RunAll());

        Assert.Equal(["again", "again", "action"], seen);
        await End(system);
    }

    [Fact]
    public async Task Hosted_system_takes_its_dispatcher_from_the_settings_and_shuts_it_down()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("hosted", akka => akka
            .AddHocon("akka.scheduler.implementation = \"No.Such, Type\"", HoconAddMode.Append)
            .AddHocon(
                $"akka {{ actor {{ # nested\n default-dispatcher {{ {QueueingDispatcher.Setting[30..]} }} }} }}",
                HoconAddMode.Replace)
            .AddHocon(VirtualScheduler.Setting, HoconAddMode.Prepend));
        using var host = builder.Build();
        await host.StartAsync();

        var system = host.Services.GetRequiredService<ActorSystem>();
        var dispatcher = QueueingDispatcher.Of(system);

        Assert.NotNull(VirtualScheduler.Of(system));
        await End(system);
        VirtualScheduler.Of(system).Advance(TimeSpan.FromMinutes(1), () => dispatcher.RunAll());
        Assert.True(dispatcher.IsShutDown);
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher.type = \"No.Such, Type\"")]
    [InlineData("akka.scheduler.implementation = \"System.String, System.Private.CoreLib\"")]
    public void Type_that_is_not_to_be_had_is_refused(string setting) =>
        Assert.ThrowsAny<Exception>(() => ActorSystem.Create("refused", setting));

    private static async Task End(ActorSystem system)
    {
        var end = system.Terminate();
        var dispatcher = QueueingDispatcher.Of(system);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!end.IsCompleted && !limit.IsCancellationRequested)
        {
            dispatcher.RunAll();
            await Task.Yield();
        }
        await end.Within("the system's end");
    }

    /// <summary>Actors that tell each other numbers; returns who got what, in order.</summary>
    private static async Task<List<string>> RunGossip(int seed)
    {
        var system = ActorSystem.Create("gossip", Settings);
        var dispatcher = QueueingDispatcher.Of(system);
        var scheduler = VirtualScheduler.Of(system);
        var random = new Random(seed);
        var order = new List<string>();
        var actors = new List<IActorRef>();
        for (var i = 0; i < 8; i++)
        {
            var name = $"a{i}";
            actors.Add(system.ActorOf(
                Scripted.Of(a => a.OnAsync<int>(async left =>
                {
                    order.Add($"{name} {left} from {a.From.Path.Name}");
                    for (var told = 0; left > 0 && told < 2; told++)
                    {
                        var other = actors[random.Next(actors.Count)];
                        var delay = TimeSpan.FromMilliseconds(random.Next(100));
                        system.Scheduler.ScheduleTellOnce(delay, other, left - 1, a.Me);
                        await Task.CompletedTask;
                    }
                })),
                name));
        }
        actors.ForEach(a => a.Tell(6));
        dispatcher.RunAll();
        scheduler.Advance(TimeSpan.FromSeconds(10), () => dispatcher.RunAll());
        await End(system);
        return order;
    }
}

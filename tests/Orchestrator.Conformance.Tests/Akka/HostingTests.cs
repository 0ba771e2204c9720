using Akka;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class HostingTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Registered_actor_is_injected()
    {
        using var host = Build(akka => akka.WithActors((system, registry) =>
            registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter("hello")), "greeter"))));
        await host.StartAsync();

        var greeter = host.Services.GetRequiredService<IRequiredActor<Greeter>>();
        var asked = await greeter.ActorRef.Ask<string>("world", Seconds);

        Assert.Equal("hello world", asked);
        Assert.Equal(greeter.ActorRef, host.Services.GetRequiredService<IActorRegistry>().Get<Greeter>());
        Assert.Equal("akka://hosted/user/greeter", greeter.ActorRef.Path.ToString());
        await host.StopAsync();
    }

    [Fact]
    public async Task Resolver_fills_in_services()
    {
        using var host = Build(
            akka => akka.WithActors((system, registry, resolver) =>
                registry.Register<Greeter>(system.ActorOf(resolver.Props<Greeter>()))),
            services => services.AddSingleton("good day"));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        var greeter = host.Services.GetRequiredService<IRequiredActor<Greeter>>().ActorRef;
        var other = system.ActorOf(DependencyResolver.For(system).Props<Greeter>("bye"));

        Assert.Equal("good day world", await greeter.Ask<string>("world", Seconds));
        Assert.Equal("bye world", await other.Ask<string>("world", Seconds));
        await host.StopAsync();
    }

    [Fact]
    public async Task Host_that_stops_ends_the_system_by_coordinated_shutdown()
    {
        var reasons = new List<CoordinatedShutdown.Reason>();
        using var host = Build(akka => akka.WithActors((system, _) =>
        {
            var shutdown = CoordinatedShutdown.Get(system);
            shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "note", () =>
            {
                reasons.Add(shutdown.ShutdownReason);
                return Task.FromResult(Done.Instance);
            });
        }));
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();

        await host.StopAsync();

        await system.WhenTerminated.Within("the system's end");
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(Assert.Single(reasons));
    }

    [Fact]
    public async Task System_that_ends_stops_the_host()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await host.Services.GetRequiredService<ActorSystem>().Terminate().Within("the system's end");

        await stopping.Task.Within("the host's end");
        await host.StopAsync();
    }

    [Fact]
    public async Task Registry_refuses_duplicates_and_reports_what_is_missing()
    {
        using var host = Build(_ => { });
        await host.StartAsync();
        var registry = host.Services.GetRequiredService<IActorRegistry>();
        registry.Register<Greeter>(ActorRefs.Nobody);

        Assert.Throws<DuplicateActorRegistryException>(() => registry.Register<Greeter>(ActorRefs.Nobody));
        Assert.False(registry.TryGet<HostingTests>(out _));
        Assert.Throws<MissingActorRegistryEntryException>(() => registry.Get<HostingTests>());
        await host.StopAsync();
    }

    private static IHost Build(Action<AkkaConfigurationBuilder> configure, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        services?.Invoke(builder.Services);
        builder.Services.AddAkka("hosted", akka => configure(akka));
        return builder.Build();
    }

    private sealed class Greeter : ReceiveActor
    {
        public Greeter(string greeting)
        {
            var log = Context.GetLogger();
            Receive<string>(name =>
            {
                log.Debug("greets {0}", name);
                Sender.Tell($"{greeting} {name}");
            });
        }
    }
}

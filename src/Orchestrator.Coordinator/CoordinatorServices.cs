using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator;

/// <summary>How a program takes the coordinator in.</summary>
public static class CoordinatorServices
{
    /// <summary>
    /// Adds the coordinator's actors and its endpoints. The services must hold an <see cref="IResultStore"/> and a
    /// <see cref="TimeProvider"/>; <paramref name="persistence"/> chooses where the sweeps' events go.
    /// </summary>
    public static IServiceCollection AddCoordinator(
        this IServiceCollection services, Action<AkkaConfigurationBuilder> persistence,
        CoordinatorOptions? options = null)
    {
        var limits = options ?? new CoordinatorOptions();
        services.AddAkka("orchestrator", (akka, provider) =>
        {
            persistence(akka);
            akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory());
            akka.WithCustomSerializer("orchestrator-sweep-events", SweepEventSerializer.Types,
                system => new SweepEventSerializer(system));
            akka.WithActors((system, actors) => Start(system, actors, provider, limits));
        });
        services.AddSingleton(provider => new SweepEndpoint(provider.GetRequiredService<IActorRegistry>()));
        services.AddSingleton(provider => new WorkerEndpoint(
            provider.GetRequiredService<ActorSystem>(), provider.GetRequiredService<IActorRegistry>(), limits));
        return services;
    }

    private static void Start(
        ActorSystem system, IActorRegistry actors, IServiceProvider provider, CoordinatorOptions options)
    {
        var store = provider.GetRequiredService<IResultStore>();
        var time = provider.GetRequiredService<TimeProvider>();
        var progress = system.ActorOf(ProgressActor.Props(), "progress");
        var results = system.ActorOf(ResultsActor.Props(store, options), "results");
        var scheduler = system.ActorOf(SchedulerActor.Props(), "scheduler");
        var sweeps = system.ActorOf(
            SweepsActor.Props(new SweepServices(store, results, scheduler, progress, time)), "sweeps");
        actors.Register<ProgressActor>(progress);
        actors.Register<ResultsActor>(results);
        actors.Register<SchedulerActor>(scheduler);
        actors.Register<SweepsActor>(sweeps);
    }
}

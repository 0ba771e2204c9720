using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Coordinator;

/// <summary>How a program takes the coordinator in.</summary>
public static class CoordinatorRegistration
{
    /// <summary>
    /// Adds the coordinator's actors, its endpoints and <see cref="LeadershipState"/>. The services must hold an
    /// <see cref="IResultStore"/>, a <see cref="TimeProvider"/> and the <see cref="SpecVocabulary"/> by which stored
    /// specs are read (or an <see cref="ISweepDefinitions"/> of one's own); <paramref name="persistence"/> says where
    /// the sweeps' events go.
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
            akka.WithActors((system, actors) => StartAsync(system, actors, provider, limits));
        });
        services.TryAddSingleton<ISweepDefinitions>(
            provider => new SpecDefinitions(provider.GetRequiredService<SpecVocabulary>()));
        services.AddSingleton<LeadershipState>();
        services.AddSingleton(provider => new SweepEndpoint(provider.GetRequiredService<LeadershipState>()));
        services.AddSingleton(provider => new WorkerEndpoint(provider.GetRequiredService<LeadershipState>()));
        return services;
    }

    private static async Task StartAsync(
        ActorSystem system, IActorRegistry actors, IServiceProvider provider, CoordinatorOptions options)
    {
        var leadership = provider.GetRequiredService<LeadershipState>();
        var services = new CoordinatorServices(
            provider.GetRequiredService<IResultStore>(), provider.GetRequiredService<ISweepDefinitions>(),
            provider.GetRequiredService<TimeProvider>(), options, leadership);
        actors.Register<CoordinatorActor>(system.ActorOf(CoordinatorActor.Props(services), "coordinator"));
        await leadership.LeadingAsync(CancellationToken.None).ConfigureAwait(false);
    }
}

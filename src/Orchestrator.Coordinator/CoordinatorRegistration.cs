using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
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
    /// specs are read (or an <see cref="ISweepDefinitions"/> of one's own); <paramref name="persistence"/> chooses
    /// where the sweeps' events go. With a <paramref name="node"/> the actors run where the cluster lets them: nothing
    /// waits for this node to lead.
    /// </summary>
    public static IServiceCollection AddCoordinator(
        this IServiceCollection services, Action<AkkaConfigurationBuilder> persistence,
        CoordinatorOptions? options = null, CoordinatorNode? node = null)
    {
        var limits = options ?? new CoordinatorOptions();
        services.AddAkka("orchestrator", (akka, provider) =>
        {
            persistence(akka);
            akka.ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory());
            akka.WithCustomSerializer("orchestrator-sweep-events", SweepEventSerializer.Types,
                system => new SweepEventSerializer(system));
            if (node is null)
                akka.WithActors((system, actors) => StartAsync(system, actors, provider, limits));
            else
                JoinCluster(akka, node, provider, limits);
        });
        services.TryAddSingleton<ISweepDefinitions>(
            provider => new SpecDefinitions(provider.GetRequiredService<SpecVocabulary>()));
        services.AddSingleton(limits);
        services.AddSingleton<LeadershipState>();
        services.AddSingleton(provider => new SweepEndpoint(provider.GetRequiredService<LeadershipState>()));
        services.AddSingleton(provider => new WorkerEndpoint(provider.GetRequiredService<LeadershipState>()));
        return services;
    }

    private static void JoinCluster(
        AkkaConfigurationBuilder akka, CoordinatorNode node, IServiceProvider provider, CoordinatorOptions options)
    {
        akka.WithRemoting(node.Remote);
        akka.WithClustering(new ClusterOptions { Roles = [CoordinatorNode.Role], MinimumNumberOfMembers = 1 });
        akka.WithSingleton<CoordinatorActor>(
            "coordinator", (_, _, _) => CoordinatorActor.Props(
                ServicesOf(provider, options) with { SharesStore = true }),
            new ClusterSingletonOptions { Role = CoordinatorNode.Role }, createProxyToo: false);
        akka.WithActors((system, _) =>
        {
            var leadership = provider.GetRequiredService<LeadershipState>();
            leadership.Show();
            system.ActorOf(LeaderWatchActor.Props(node, leadership), "leader-watch");
        });
    }

    private static async Task StartAsync(
        ActorSystem system, IActorRegistry actors, IServiceProvider provider, CoordinatorOptions options)
    {
        var services = ServicesOf(provider, options);
        actors.Register<CoordinatorActor>(system.ActorOf(CoordinatorActor.Props(services), "coordinator"));
        await services.Leadership.LeadingAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static CoordinatorServices ServicesOf(IServiceProvider provider, CoordinatorOptions options) => new(
        provider.GetRequiredService<IResultStore>(), provider.GetRequiredService<ISweepDefinitions>(),
        provider.GetRequiredService<TimeProvider>(), options, provider.GetRequiredService<LeadershipState>());
}

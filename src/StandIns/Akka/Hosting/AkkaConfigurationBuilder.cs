using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Serialization;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Gathers how a hosted system is to be set up; extended by the With… methods.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly List<Action<LocalActorSystem>> _setups = [];
    private readonly List<ActorStarterWithResolver> _starters = [];
    private readonly List<StartupTask> _startupTasks = [];
    private Config _config = Config.Empty;

    internal AkkaConfigurationBuilder(IServiceProvider serviceProvider, string actorSystemName)
    {
        ServiceProvider = serviceProvider;
        ActorSystemName = actorSystemName;
    }

    internal IServiceProvider ServiceProvider { get; }

    internal string ActorSystemName { get; }

    internal AkkaConfigurationBuilder Add(Action<LocalActorSystem> setup)
    {
        _setups.Add(setup);
        return this;
    }

    internal AkkaConfigurationBuilder Add(Config hocon, HoconAddMode mode)
    {
        _config = mode switch
        {
            HoconAddMode.Append => _config.WithFallback(hocon),
            HoconAddMode.Prepend => hocon.WithFallback(_config),
            HoconAddMode.Replace => hocon,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
        };
        return this;
    }

    /// <summary>Adds a starter.</summary>
    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
    {
        _starters.Add(starter);
        return this;
    }

    /// <summary>Adds a starter.</summary>
    public AkkaConfigurationBuilder StartActors(ActorStarter starter) =>
        StartActors((ActorStarterWithResolver)((system, registry, _) => starter(system, registry)));

    /// <summary>Adds a starter.</summary>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter) =>
        StartActors((ActorStarterWithResolver)((system, registry, _) =>
        {
            starter(system, registry);
            return Task.CompletedTask;
        }));

    /// <summary>Adds a starter.</summary>
    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter) =>
        StartActors((ActorStarterWithResolver)((system, registry, resolver) =>
        {
            starter(system, registry, resolver);
            return Task.CompletedTask;
        }));

    /// <summary>Binds types to a serializer of one's own.</summary>
    public AkkaConfigurationBuilder WithCustomSerializer(
        string serializerIdentifier,
        IEnumerable<Type> boundTypes,
        Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        ArgumentException.ThrowIfNullOrEmpty(serializerIdentifier);
        return Add(system => system.Serialization.Bind(serializerFactory(system), boundTypes));
    }

    /// <summary>Adds a task to run after the actors have been started.</summary>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask) =>
        AddStartup((StartupTask)((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        }));

    /// <summary>Adds a task to run after the actors have been started.</summary>
    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        _startupTasks.Add(startupTask);
        return this;
    }

    internal LocalActorSystem Build()
    {
        var loggers = (ILoggerFactory?)ServiceProvider.GetService(typeof(ILoggerFactory));
        var system = new LocalActorSystem(ActorSystemName, TimeProvider.System, loggers, _config);
        system.SetPart(new DependencyResolver(new ServiceProviderDependencyResolver(ServiceProvider)));
        _setups.ForEach(setup => setup(system));
        return system;
    }

    internal async Task Start(ActorSystem system)
    {
        var registry = ActorRegistry.For(system);
        var resolver = DependencyResolver.For(system).Resolver;
        foreach (var starter in _starters)
        {
            await starter(system, registry, resolver).ConfigureAwait(false);
        }
        ((LocalActorSystem)system).FindPart<ClusterNode>()?.Start();
        foreach (var task in _startupTasks)
        {
            await task(system, registry).ConfigureAwait(false);
        }
    }
}

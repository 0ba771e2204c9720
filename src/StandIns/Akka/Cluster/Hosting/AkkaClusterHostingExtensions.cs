using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

/// <summary>Makes a system a node of a cluster.</summary>
public static class AkkaClusterHostingExtensions
{
    /// <summary>
    /// Makes the system a node of a cluster. With persistence in PostgreSQL the nodes of one system name and one
    /// database compete for a lease there; without, the node is alone.
    /// </summary>
    public static AkkaConfigurationBuilder WithClustering(
        this AkkaConfigurationBuilder builder, ClusterOptions? options = null) =>
        builder.Add(system => ClusterNode.Of(system).Join(options ?? new ClusterOptions()));

    /// <summary>Runs an actor on the node that leads, and registers a proxy for it.</summary>
    /// <typeparam name="TKey">What the proxy is registered by.</typeparam>
    /// <param name="builder">The system to be.</param>
    /// <param name="singletonName">The actor is <c>/user/{singletonName}/singleton</c>.</param>
    /// <param name="actorProps">The recipe.</param>
    /// <param name="options">Role, buffer and what ends it.</param>
    /// <param name="createProxyToo">Whether there is to be a proxy.</param>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        Props actorProps,
        ClusterSingletonOptions? options = null,
        bool createProxyToo = true) =>
        builder.WithSingleton<TKey>(singletonName, (_, _, _) => actorProps, options, createProxyToo);

    /// <summary>Runs an actor on the node that leads, and registers a proxy for it.</summary>
    /// <typeparam name="TKey">What the proxy is registered by.</typeparam>
    /// <param name="builder">The system to be.</param>
    /// <param name="singletonName">The actor is <c>/user/{singletonName}/singleton</c>.</param>
    /// <param name="propsFactory">Makes the recipe; called on every node.</param>
    /// <param name="options">Role, buffer and what ends it.</param>
    /// <param name="createProxyToo">Whether there is to be a proxy.</param>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Props> propsFactory,
        ClusterSingletonOptions? options = null,
        bool createProxyToo = true) =>
        builder.WithActors((system, registry, resolver) =>
        {
            var node = ClusterNode.Of((LocalActorSystem)system);
            var chosen = options ?? new ClusterSingletonOptions();
            node.AddSingleton(singletonName, propsFactory(system, registry, resolver), chosen);
            if (createProxyToo)
            {
                registry.Register<TKey>(node.MakeProxy(singletonName, chosen));
            }
        });

    /// <summary>Registers a proxy for an actor that other nodes run.</summary>
    /// <typeparam name="TKey">What the proxy is registered by.</typeparam>
    /// <param name="builder">The system to be.</param>
    /// <param name="singletonName">The singleton's name.</param>
    /// <param name="options">Role and buffer.</param>
    /// <param name="singletonManagerPath">Without effect.</param>
    public static AkkaConfigurationBuilder WithSingletonProxy<TKey>(
        this AkkaConfigurationBuilder builder,
        string singletonName,
        ClusterSingletonOptions? options = null,
        string? singletonManagerPath = null) =>
        builder.WithActors((system, registry) =>
        {
            var node = ClusterNode.Of((LocalActorSystem)system);
            registry.Register<TKey>(node.MakeProxy(singletonName, options ?? new ClusterSingletonOptions()));
        });
}

using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Recipes of a hosted system whose missing constructor arguments are services.</summary>
public sealed class DependencyResolver
{
    internal DependencyResolver(IDependencyResolver resolver) => Resolver = resolver;

    /// <summary>The resolver.</summary>
    public IDependencyResolver Resolver { get; }

    /// <summary>The resolver of a hosted system.</summary>
    /// <exception cref="InvalidOperationException">The system has no services.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) =>
        ((LocalActorSystem)actorSystem).FindPart<DependencyResolver>()
        ?? throw new InvalidOperationException("The ActorSystem was started without a service provider.");

    /// <summary>A recipe; arguments that are not given are services.</summary>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    /// <summary>A recipe; all arguments are services.</summary>
    public Props Props<T>()
        where T : ActorBase => Resolver.Props<T>();

    /// <summary>A recipe; arguments that are not given are services.</summary>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}

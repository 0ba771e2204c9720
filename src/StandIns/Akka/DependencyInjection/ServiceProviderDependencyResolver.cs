using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Resolves from a service provider.</summary>
public class ServiceProviderDependencyResolver : IDependencyResolver
{
    /// <summary>With the provider.</summary>
    public ServiceProviderDependencyResolver(IServiceProvider serviceProvider) => ServiceProvider = serviceProvider;

    /// <summary>The provider.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <inheritdoc/>
    public T GetService<T>() => ServiceProvider.GetService<T>()!;

    /// <inheritdoc/>
    public object GetService(Type type) => ServiceProvider.GetService(type)!;

    /// <inheritdoc/>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);

    /// <inheritdoc/>
    public Props Props(Type type) => Props(type, []);

    /// <inheritdoc/>
    public Props Props(Type type, params object[] args) => Actor.Props.Produced(
        type, args, () => (ActorBase)ActivatorUtilities.CreateInstance(ServiceProvider, type, args));
}

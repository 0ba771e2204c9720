using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Services and recipes whose missing constructor arguments are services.</summary>
public interface IDependencyResolver
{
    /// <summary>A service.</summary>
    T GetService<T>();

    /// <summary>A service.</summary>
    object GetService(Type type);

    /// <summary>A recipe; arguments that are not given are services.</summary>
    Props Props<T>(params object[] args)
        where T : ActorBase;

    /// <summary>A recipe; all arguments are services.</summary>
    Props Props(Type type);

    /// <summary>A recipe; arguments that are not given are services.</summary>
    Props Props(Type type, params object[] args);
}

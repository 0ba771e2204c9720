using Akka.Actor;

namespace Akka.Hosting;

/// <summary>A registry that can be added to.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Adds an actor; false if the key is taken and not to be overwritten.</summary>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Adds an actor.</summary>
    /// <exception cref="DuplicateActorRegistryException">The key is taken and not to be overwritten.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);
}

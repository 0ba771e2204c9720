using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Finds top-level actors by a type that stands for them. Safe from any thread.</summary>
public interface IReadOnlyActorRegistry
{
    /// <summary>The actor of a key, if it is registered.</summary>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>The actor of a key.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered.</exception>
    IActorRef Get<TKey>();

    /// <summary>The actor of a key, once it is registered.</summary>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);
}

/// <summary>A registry that can be added to.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Adds an actor; false if the key is taken and not to be overwritten.</summary>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Adds an actor.</summary>
    /// <exception cref="DuplicateActorRegistryException">The key is taken and not to be overwritten.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);
}

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

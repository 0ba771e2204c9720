using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Injects a registered actor.</summary>
public interface IRequiredActor<TActor>
{
    /// <summary>The actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered (yet).</exception>
    IActorRef ActorRef { get; }

    /// <summary>The actor, once it is registered.</summary>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

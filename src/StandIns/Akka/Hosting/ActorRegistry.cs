using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The registry of a system.</summary>
public class ActorRegistry : IActorRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, IActorRef> _actors = [];
    private readonly Dictionary<Type, List<TaskCompletionSource<IActorRef>>> _awaited = [];

    /// <summary>An empty registry.</summary>
    public ActorRegistry()
    {
    }

    /// <summary>The registry of a system.</summary>
    public static ActorRegistry For(ActorSystem actorSystem) =>
        ((LocalActorSystem)actorSystem).Part(static _ => new ActorRegistry());

    /// <inheritdoc/>
    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
        {
            throw new DuplicateActorRegistryException(
                $"An actor is registered under [{typeof(TKey)}] already; call with overwrite: true to replace it.");
        }
    }

    /// <inheritdoc/>
    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        List<TaskCompletionSource<IActorRef>>? waiting;
        lock (_lock)
        {
            if (!overwrite && _actors.ContainsKey(typeof(TKey)))
            {
                return false;
            }
            _actors[typeof(TKey)] = actor;
            _awaited.Remove(typeof(TKey), out waiting);
        }
        waiting?.ForEach(w => w.TrySetResult(actor));
        return true;
    }

    /// <inheritdoc/>
    public bool TryGet<TKey>(out IActorRef actor)
    {
        lock (_lock)
        {
            var found = _actors.TryGetValue(typeof(TKey), out var present);
            actor = present ?? ActorRefs.Nobody;
            return found;
        }
    }

    /// <inheritdoc/>
    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException($"No actor is registered under [{typeof(TKey)}].");

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default)
    {
        lock (_lock)
        {
            if (_actors.TryGetValue(typeof(TKey), out var actor))
            {
                return Task.FromResult(actor);
            }
            var waiting = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_awaited.TryGetValue(typeof(TKey), out var list))
            {
                _awaited.Add(typeof(TKey), list = []);
            }
            list.Add(waiting);
            return waiting.Task.WaitAsync(ct);
        }
    }
}

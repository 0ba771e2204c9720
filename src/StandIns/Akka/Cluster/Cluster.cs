using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A system as a node of a cluster. Safe from any thread.</summary>
public class Cluster
{
    private readonly ClusterNode _node;
    private readonly LocalActorSystem _system;

    private Cluster(LocalActorSystem system)
    {
        _system = system;
        _node = ClusterNode.Of(system);
    }

    /// <summary>Where this node can be reached.</summary>
    public Address SelfAddress => _node.SelfAddress;

    /// <summary>The roles of this node.</summary>
    public ImmutableHashSet<string> SelfRoles => _node.Roles;

    /// <summary>Whether this node has left.</summary>
    public bool IsTerminated => _node.IsTerminated;

    /// <summary>The cluster as this node knows it now.</summary>
    public ClusterEvent.CurrentClusterState State => _node.State();

    /// <summary>The cluster of a system.</summary>
    public static Cluster Get(ActorSystem system) =>
        ((LocalActorSystem)system).Part(static s => new Cluster(s));

    /// <summary>
    /// Subscribes to events. The state comes first, as <see cref="ClusterEvent.CurrentClusterState"/>.
    /// </summary>
    public void Subscribe(IActorRef subscriber, params Type[] to) =>
        Subscribe(subscriber, ClusterEvent.InitialStateAsSnapshot, to);

    /// <summary>Subscribes to events. The state comes first, in the form that is asked for.</summary>
    public void Subscribe(
        IActorRef subscriber, ClusterEvent.SubscriptionInitialStateMode initialStateMode, params Type[] to)
    {
        if (to.Length == 0)
        {
            throw new ArgumentException("At least one type of events is needed.", nameof(to));
        }
        _node.Subscribe(subscriber, initialStateMode == ClusterEvent.InitialStateAsEvents, to);
    }

    /// <summary>Takes a subscriber off all events of the cluster.</summary>
    public void Unsubscribe(IActorRef subscriber)
    {
        foreach (var type in ClusterEvent.Types)
        {
            _system.EventStream.Unsubscribe(subscriber, type);
        }
    }

    /// <summary>Takes a subscriber off one type of events.</summary>
    public void Unsubscribe(IActorRef subscriber, Type to) => _system.EventStream.Unsubscribe(subscriber, to);

    /// <summary>Hands the singletons over, leaves, and then shuts the system down.</summary>
    /// <returns>Done when the node has left.</returns>
    public Task LeaveAsync() => LeaveAsync(CancellationToken.None);

    /// <summary>As above; the token ends only the waiting.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await _node.Leave().WaitAsync(cancellationToken).ConfigureAwait(false);
        _ = CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
    }
}

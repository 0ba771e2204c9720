using Akka.Actor;
using Akka.Cluster;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>Keeps <see cref="LeadershipState"/> told of which node of the cluster leads.</summary>
internal sealed class LeaderWatchActor : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly CoordinatorNode _node;
    private readonly LeadershipState _leadership;

    public LeaderWatchActor(CoordinatorNode node, LeadershipState leadership)
    {
        (_node, _leadership) = (node, leadership);
        Receive<ClusterEvent.CurrentClusterState>(Tell);
        Receive<ClusterEvent.IClusterDomainEvent>(_ => Tell(_cluster.State));
    }

    public static Props Props(CoordinatorNode node, LeadershipState leadership) =>
        Akka.Actor.Props.Create(() => new LeaderWatchActor(node, leadership));

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, typeof(ClusterEvent.IClusterDomainEvent));
        base.PreStart();
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        base.PostStop();
    }

    // The singleton runs on the oldest node of the role. Without a leader nothing is known.
    private void Tell(ClusterEvent.CurrentClusterState state)
    {
        var oldest = state.RoleLeader(CoordinatorNode.Role) is null ? null : state.Members
            .Where(m => m.HasRole(CoordinatorNode.Role)).Order(Member.AgeOrdering).FirstOrDefault();
        _leadership.LeaderIs(oldest is null ? null : _node.ClientAddress(oldest.Address));
    }
}

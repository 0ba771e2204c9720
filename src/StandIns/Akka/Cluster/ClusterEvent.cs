using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

/// <summary>The events of a cluster.</summary>
public class ClusterEvent
{
    /// <summary>The state comes first, as events.</summary>
    public static readonly SubscriptionInitialStateMode InitialStateAsEvents =
        SubscriptionInitialStateMode.InitialStateAsEvents;

    /// <summary>The state comes first, as <see cref="CurrentClusterState"/>.</summary>
    public static readonly SubscriptionInitialStateMode InitialStateAsSnapshot =
        SubscriptionInitialStateMode.InitialStateAsSnapshot;

    internal static readonly Type[] Types =
        [typeof(IClusterDomainEvent), typeof(LeaderChanged), typeof(RoleLeaderChanged)];

    /// <summary>In which form a subscriber gets the state before the events.</summary>
    public enum SubscriptionInitialStateMode
    {
        /// <summary>As one message.</summary>
        InitialStateAsSnapshot,

        /// <summary>As the events that would have led to it.</summary>
        InitialStateAsEvents,
    }

    /// <summary>Any event of a cluster.</summary>
    public interface IClusterDomainEvent
    {
    }

    /// <summary>Another node leads, or nobody as far as is known.</summary>
    public sealed class LeaderChanged : IClusterDomainEvent
    {
        /// <summary>With the leader; null for nobody.</summary>
        public LeaderChanged(Address? leader) => Leader = leader;

        /// <summary>The leader; null for nobody.</summary>
        public Address? Leader { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is LeaderChanged other && Equals(Leader, other.Leader);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Leader);

        /// <inheritdoc/>
        public override string ToString() => $"LeaderChanged(NewLeader={Leader})";
    }

    /// <summary>Another node leads those of a role, or nobody as far as is known.</summary>
    public sealed class RoleLeaderChanged : IClusterDomainEvent
    {
        /// <summary>With the leader; null for nobody.</summary>
        public RoleLeaderChanged(string role, Address? leader)
        {
            Role = role;
            Leader = leader;
        }

        /// <summary>The role.</summary>
        public string Role { get; }

        /// <summary>The leader; null for nobody.</summary>
        public Address? Leader { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) =>
            obj is RoleLeaderChanged other && Role == other.Role && Equals(Leader, other.Leader);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Role, Leader);

        /// <inheritdoc/>
        public override string ToString() => $"RoleLeaderChanged(Leader={Leader}, Role={Role})";
    }

    /// <summary>The cluster at one moment, as one node knows it.</summary>
    public sealed class CurrentClusterState
    {
        private readonly ImmutableHashSet<string> _leaderRoles;

        internal CurrentClusterState(Address self, Address? leader, ImmutableHashSet<string> leaderRoles)
        {
            Leader = leader;
            _leaderRoles = leaderRoles;
            var members = ImmutableSortedSet<Member>.Empty;
            if (leader is not null)
            {
                members = members.Add(new Member(leader, leaderRoles, upNumber: 1));
            }
            if (!self.Equals(leader))
            {
                members = members.Add(new Member(self, leaderRoles, upNumber: 2));
            }
            Members = members;
        }

        /// <summary>The leader; null for nobody as far as is known.</summary>
        public Address? Leader { get; }

        /// <summary>The nodes that are known: the leader and this one.</summary>
        public ImmutableSortedSet<Member> Members { get; }

        /// <summary>The leader of those with a role; null for nobody as far as is known.</summary>
        public Address? RoleLeader(string role) => _leaderRoles.Contains(role) ? Leader : null;
    }
}

using Akka.Cluster.Hosting.SBR;

namespace Akka.Cluster.Hosting;

/// <summary>How a node takes part in a cluster.</summary>
public sealed class ClusterOptions
{
    /// <summary>The node's roles.</summary>
    public string[]? Roles { get; set; }

    /// <summary>Addresses of nodes to join by. Without effect: the nodes find each other by the lease.</summary>
    public string[]? SeedNodes { get; set; }

    /// <summary>How many nodes there must be before anything starts; only 1 is served.</summary>
    public int? MinimumNumberOfMembers { get; set; }

    /// <summary>The same for each role; only 1 is served.</summary>
    public Dictionary<string, int>? MinimumNumberOfMembersPerRole { get; set; }

    /// <summary>What happens when the network is cut. Without effect: the lease decides.</summary>
    public SplitBrainResolverOption? SplitBrainResolver { get; set; }
}

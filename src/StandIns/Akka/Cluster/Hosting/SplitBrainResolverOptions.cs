namespace Akka.Cluster.Hosting.SBR;

/// <summary>What happens when the network is cut. Without effect: the lease decides.</summary>
public abstract class SplitBrainResolverOption
{
    /// <summary>The usual one.</summary>
    public static readonly SplitBrainResolverOption Default = new KeepMajorityOption();

    private protected SplitBrainResolverOption()
    {
    }

    /// <summary>Only nodes of this role count; null for all.</summary>
    public string? Role { get; set; }
}

/// <summary>The larger part goes on.</summary>
public sealed class KeepMajorityOption : SplitBrainResolverOption
{
}

/// <summary>The part with the oldest node goes on.</summary>
public sealed class KeepOldestOption : SplitBrainResolverOption
{
    /// <summary>Whether the oldest gives up when it is alone.</summary>
    public bool? DownIfAlone { get; set; }
}

/// <summary>A part of a given size goes on.</summary>
public sealed class StaticQuorumOption : SplitBrainResolverOption
{
    /// <summary>That size.</summary>
    public int? QuorumSize { get; set; }
}

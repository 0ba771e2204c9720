namespace Akka.Cluster;

/// <summary>The life of a node in the cluster.</summary>
public enum MemberStatus
{
    /// <summary>On its way in.</summary>
    Joining = 0,

    /// <summary>In.</summary>
    Up = 1,

    /// <summary>On its way out.</summary>
    Leaving = 2,

    /// <summary>Handing over.</summary>
    Exiting = 3,

    /// <summary>Given up.</summary>
    Down = 4,

    /// <summary>Out.</summary>
    Removed = 5,

    /// <summary>In, while others cannot be reached.</summary>
    WeaklyUp = 6,
}

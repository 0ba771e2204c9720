namespace Akka.Cluster;

/// <summary>What a lease is for. Called one after the other by the keeper.</summary>
internal interface ILeaseOwner
{
    /// <summary>Another node leads, or nobody as far as is known.</summary>
    void Follow(string? leader);

    /// <summary>This node leads.</summary>
    void Lead(long epoch);

    /// <summary>This node must not lead any more; done when its singletons have ended.</summary>
    Task StopLeading();

    /// <summary>As <see cref="StopLeading"/>, with time to finish.</summary>
    Task HandOver();
}

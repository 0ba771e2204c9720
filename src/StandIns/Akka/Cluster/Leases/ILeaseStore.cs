namespace Akka.Cluster;

/// <summary>
/// Where the lease is. One answer may be overtaken by a later request; what an abandoned request does in the end must
/// harm nobody. Failures are exceptions.
/// </summary>
internal interface ILeaseStore : IAsyncDisposable
{
    /// <summary>Sees who leads; takes the lease if it has ended or is this node's own, and if asked to.</summary>
    /// <returns>Free, held or taken.</returns>
    Task<LeaseAnswer> Look(bool contend, CancellationToken cancellation);

    /// <summary>Renews the lease.</summary>
    /// <returns>Renewed or lost.</returns>
    Task<LeaseAnswer> Renew(long epoch, CancellationToken cancellation);

    /// <summary>Completes when it is worth looking before it is time: the lease may have been released.</summary>
    Task Hint();

    /// <summary>Ends the lease, for another node to take it at once.</summary>
    Task Release(long epoch, CancellationToken cancellation);
}

using Akka.Actor;
using Akka.Remote.Hosting;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>
/// One of several coordinators on one database: one leads, the others stand by and take over. By its place in the
/// cluster the others know where clients reach it: the cluster's port is the one above the clients'.
/// </summary>
public sealed record CoordinatorNode
{
    /// <summary>The role that the coordinators have in the cluster.</summary>
    internal const string Role = "coordinator";

    /// <summary>
    /// Where clients and workers reach this node, <c>http://host:port</c>; null where they do not, as with a program
    /// that runs one sweep and ends.
    /// </summary>
    public Uri? Address { get; init; }

    internal RemoteOptions Remote => Address is { } address
        ? new RemoteOptions { PublicHostName = address.IdnHost, PublicPort = address.Port + 1, Port = address.Port + 1 }
        : new RemoteOptions { PublicHostName = "localhost", PublicPort = 0 };

    /// <summary>Where clients reach the node at this place in the cluster; null where they do not.</summary>
    internal string? ClientAddress(Address place)
    {
        if (place is not { Host: { Length: > 0 } host, Port: > 1 and var port })
            return null;
        // All coordinators of a cluster are reached in one way: with TLS or without.
        var scheme = Address?.Scheme ?? Uri.UriSchemeHttp;
        return new UriBuilder(scheme, host, port - 1).Uri.GetLeftPart(UriPartial.Authority);
    }
}

using Grpc.Net.Client;
using Orchestrator.Protocol.Access;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// How a caller comes to a coordinator: which certificates it trusts, what it shows there, and where it does not go.
/// Used by one caller at a time.
/// </summary>
public interface ICoordinatorAccess
{
    /// <summary>Why not to go to an address; null: nothing is against it.</summary>
    /// <param name="address">A coordinator.</param>
    AccessRefusal? Objection(Uri address);

    /// <summary>A channel to a coordinator; nothing is sent before the first call.</summary>
    /// <param name="address">The coordinator.</param>
    /// <param name="handler">Connects; what is needed for TLS is set on it. Disposed as the options say.</param>
    /// <param name="options">What else the channel is to be; its handler and credentials are set.</param>
    /// <exception cref="AccessRefusedException">There is an <see cref="Objection"/>.</exception>
    GrpcChannel Open(Uri address, SocketsHttpHandler handler, GrpcChannelOptions options);
}

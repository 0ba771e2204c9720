using Grpc.Net.Client;
using Orchestrator.Protocol.Access;

namespace Orchestrator.Worker.Attachment;

/// <summary>Shows nothing, and trusts what the system trusts.</summary>
internal sealed class PlainAccess : ICoordinatorAccess
{
    /// <inheritdoc/>
    public AccessRefusal? Objection(Uri address) => null;

    /// <inheritdoc/>
    public GrpcChannel Open(Uri address, SocketsHttpHandler handler, GrpcChannelOptions options)
    {
        options.HttpHandler = handler;
        return GrpcChannel.ForAddress(address, options);
    }
}

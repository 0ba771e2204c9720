using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives middleware the gRPC call of a request.</summary>
public interface IServerCallContextFeature
{
    /// <summary>The call.</summary>
    ServerCallContext ServerCallContext { get; }
}

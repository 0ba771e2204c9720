using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Sets a gRPC server up further.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The services that it is part of.</summary>
    IServiceCollection Services { get; }
}

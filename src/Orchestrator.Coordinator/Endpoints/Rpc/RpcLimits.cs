namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>How much the gRPC services take.</summary>
public sealed record RpcLimits
{
    /// <summary>The most bytes of a blob; 1 GiB where nothing else is said.</summary>
    public long MostBlobBytes { get; init; } = 1024L * 1024 * 1024;
}

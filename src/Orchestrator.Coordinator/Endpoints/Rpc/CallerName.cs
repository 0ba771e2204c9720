using Grpc.Core;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Who calls, as the log has it.</summary>
internal static class CallerName
{
    /// <summary>The address, and before it the name where the host knows one.</summary>
    public static string Of(ServerCallContext context) =>
        context.GetHttpContext().User.Identity?.Name is { Length: > 0 } name
            ? $"{name} at {context.Peer}" : context.Peer;
}

using Microsoft.Extensions.Logging;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>What the gRPC services log. Event ids are never reused.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(2101, LogLevel.Error, "Method {Method} failed")]
    public static partial void MethodFailed(ILogger log, string method, Exception error);

    [LoggerMessage(2102, LogLevel.Warning, "Worker {Worker} at {Peer} broke the protocol; its session ends: {Reason}")]
    public static partial void ProtocolBroken(ILogger log, string worker, string peer, string reason);

    [LoggerMessage(2103, LogLevel.Information, "Sweep {Sweep} ({Name}) is submitted by {Caller}: {Trials} trials")]
    public static partial void Submitted(ILogger log, string sweep, string name, string caller, long trials);

    [LoggerMessage(2104, LogLevel.Information, "Sweep {Sweep}: {Command} by {Caller}")]
    public static partial void Steered(ILogger log, string sweep, string command, string caller);
}

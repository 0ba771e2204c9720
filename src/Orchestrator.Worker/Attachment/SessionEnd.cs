using Grpc.Core;

namespace Orchestrator.Worker.Attachment;

/// <summary>How a session with a coordinator ended.</summary>
/// <param name="Drained">The worker drained: there is nothing more to do.</param>
/// <param name="Welcomed">The coordinator took the worker.</param>
/// <param name="Reason">Why it ended, in one line.</param>
/// <param name="LeaderAddress">The leader that the coordinator named; null where it named none.</param>
internal sealed record SessionEnd(bool Drained, bool Welcomed, string Reason, string? LeaderAddress)
{
    /// <summary>The refusal or the broken connection that ended it; null where it was neither.</summary>
    public RpcException? Cause { get; init; }
}

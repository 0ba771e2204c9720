namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>A peer read nothing of what it was sent, for longer than it may be silent.</summary>
internal sealed class StalledPeerException(TimeSpan limit)
    : Exception($"the worker read nothing of what it was told for {limit.TotalSeconds:0} s");

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>A worker sent a message that may not come at this point of its session.</summary>
internal sealed class ProtocolOrderException(string message) : Exception(message);

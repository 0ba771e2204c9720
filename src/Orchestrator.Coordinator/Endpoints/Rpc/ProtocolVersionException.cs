namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// A worker speaks a version of the protocol that this coordinator does not work with; the message names both.
/// </summary>
internal sealed class ProtocolVersionException(string message) : Exception(message);

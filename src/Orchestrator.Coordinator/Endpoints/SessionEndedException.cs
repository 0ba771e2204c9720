namespace Orchestrator.Coordinator.Endpoints;

/// <summary>The coordinator ended a worker's session; the message says why, in one line.</summary>
public sealed class SessionEndedException(string reason) : Exception(reason);

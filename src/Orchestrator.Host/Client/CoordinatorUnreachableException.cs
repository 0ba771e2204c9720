namespace Orchestrator.Host.Client;

/// <summary>No coordinator could be reached for as long as is worth waiting; the message says where and why.</summary>
internal sealed class CoordinatorUnreachableException(string message, Exception? cause) : Exception(message, cause);

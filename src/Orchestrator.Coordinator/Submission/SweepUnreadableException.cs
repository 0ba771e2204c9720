namespace Orchestrator.Coordinator.Submission;

/// <summary>A stored sweep cannot be run by this version of the program; the message says why, in one line.</summary>
public sealed class SweepUnreadableException(string message) : Exception(message);

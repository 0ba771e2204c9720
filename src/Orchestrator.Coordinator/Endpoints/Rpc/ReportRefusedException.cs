namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>There can be no such report: a sweep has no results yet, say.</summary>
/// <param name="reason">Which sweep it is, and what is allowed; a line.</param>
public sealed class ReportRefusedException(string reason) : Exception(reason);

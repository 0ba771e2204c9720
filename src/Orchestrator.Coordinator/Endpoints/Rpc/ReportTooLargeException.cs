namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>A report is larger than one answer may be.</summary>
/// <param name="mostBytes">The most bytes of one.</param>
public sealed class ReportTooLargeException(long mostBytes)
    : Exception($"The report is larger than {mostBytes} bytes; StreamTrials gives the trials themselves.");

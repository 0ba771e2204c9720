namespace Orchestrator.Reports.Answers;

/// <summary>There can be no such report; the message names the sweep, and what is allowed.</summary>
/// <param name="message">In a line.</param>
public sealed class ReportException(string message) : Exception(message);

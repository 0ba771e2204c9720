namespace Orchestrator.Coordinator.Endpoints;

/// <summary>A sweep that a worker cannot run.</summary>
/// <param name="SweepId">The sweep's id.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record RefusedSweep(string SweepId, string Reason);

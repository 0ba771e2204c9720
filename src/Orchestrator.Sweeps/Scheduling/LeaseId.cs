namespace Orchestrator.Sweeps.Scheduling;

/// <summary>Names one lease: a worker's time-limited right to a bundle. Unique within a coordinator's life.</summary>
/// <param name="Value">A running number.</param>
public readonly record struct LeaseId(long Value);

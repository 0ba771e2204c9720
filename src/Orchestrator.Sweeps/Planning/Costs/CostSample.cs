namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>A measured cost.</summary>
/// <param name="Rows">The rows worked on, from 1.</param>
/// <param name="Seconds">Seconds of one core, from 0.</param>
public sealed record CostSample(int Rows, double Seconds);

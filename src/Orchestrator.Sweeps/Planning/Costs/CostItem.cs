using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>A part of what a sweep costs.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Algorithm">By which algorithm; null: shared by all.</param>
/// <param name="Times">How often.</param>
/// <param name="Seconds">Seconds of one core, all times together.</param>
/// <param name="IsMeasured">Whether it follows from what was measured here, or from a shipped table.</param>
public sealed record CostItem(
    CostedWork Work, AlgorithmChoice? Algorithm, double Times, double Seconds, bool IsMeasured);

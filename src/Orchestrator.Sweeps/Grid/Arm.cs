using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Grid;

/// <summary>A boost factor with the generator that serves it.</summary>
/// <param name="Boost">The boost factor.</param>
/// <param name="Generator">The generator; null exactly where the boost is 0.</param>
public sealed record Arm(BoostFactor Boost, AlgorithmChoice? Generator);

using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Trials;

/// <summary>One cell of the canonical grid.</summary>
/// <param name="Index">The position in the canonical grid, from 0.</param>
/// <param name="Fraction">The share of the training rows used.</param>
/// <param name="Boost">Synthetic rows ÷ real training rows.</param>
/// <param name="Generator">What makes the synthetic rows; null exactly where the boost is 0.</param>
/// <param name="Model">The classifier that is trained and scored.</param>
/// <param name="Seed">The repeat.</param>
public sealed record Trial(
    long Index, Fraction Fraction, BoostFactor Boost, AlgorithmChoice? Generator, AlgorithmChoice Model, Seed Seed);

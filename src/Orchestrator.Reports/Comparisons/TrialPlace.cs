namespace Orchestrator.Reports.Comparisons;

/// <summary>A trial by its positions on the axes of the canonical grid, each from 0.</summary>
/// <param name="Fraction">In the spec's fractions.</param>
/// <param name="Arm">In the grid's arms: a boost with its generator.</param>
/// <param name="Model">In the spec's models.</param>
/// <param name="Seed">In the spec's seeds.</param>
public readonly record struct TrialPlace(int Fraction, int Arm, int Model, int Seed);

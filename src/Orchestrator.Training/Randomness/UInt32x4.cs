namespace Orchestrator.Training.Randomness;

/// <summary>Four words of 32 bits: one block of <see cref="Philox"/>.</summary>
/// <param name="X0">The first word.</param>
/// <param name="X1">The second word.</param>
/// <param name="X2">The third word.</param>
/// <param name="X3">The fourth word.</param>
public readonly record struct UInt32x4(uint X0, uint X1, uint X2, uint X3);

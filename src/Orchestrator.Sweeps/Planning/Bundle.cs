using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The unit of assignment: all trials of one fraction, one generator (or none) and a run of at most 16 seeds. They
/// share split, subset and generator fit; the seeds are the replicas of the fused generator, seeds × boosts those of a
/// fused model.
/// </summary>
/// <param name="Index">The position in the plan, from 0.</param>
/// <param name="Fraction">The data fraction of all its trials.</param>
/// <param name="Generator">The generator of all its trials; null: the unboosted ones.</param>
/// <param name="Seeds">The seeds, at most 16.</param>
/// <param name="Trials">The indices of its trials in the canonical grid, ascending.</param>
public sealed record Bundle(
    int Index, Fraction Fraction, AlgorithmChoice? Generator, IReadOnlyList<Seed> Seeds, IReadOnlyList<long> Trials);

using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// What bundles cost, in milliseconds of one core: for their order, their placement and estimates. Deterministic and
/// thread-safe.
/// </summary>
public interface IBundleCosts
{
    /// <summary>
    /// The cost of some seeds at a fraction with one generator (or none): its fit, and all models at all boosts.
    /// </summary>
    /// <param name="fraction">The share of the training rows, in (0, 1].</param>
    /// <param name="generator">The generator; null: the unboosted trials.</param>
    /// <param name="seeds">How many seeds, from 1.</param>
    double Of(double fraction, AlgorithmChoice? generator, int seeds);
}

using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Paired;

/// <summary>
/// How probable it is that a gain lies above, within and below a region of practical equivalence around 0. The three
/// sum to 1, or are all null.
/// </summary>
/// <param name="Helps">Above the region.</param>
/// <param name="Same">Within it, ends included.</param>
/// <param name="Hurts">Below it.</param>
/// <param name="Limitation">What it lacks.</param>
public sealed record RegionProbabilities(double? Helps, double? Same, double? Hurts, Limitation Limitation)
{
    /// <summary>No probabilities, and why.</summary>
    internal static RegionProbabilities Unknown(Limitation limitation) => new(null, null, null, limitation);

    /// <summary>The half width of a region, if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    internal static double CheckedRope(double rope) => rope >= 0 && double.IsFinite(rope)
        ? rope
        : throw new ArgumentOutOfRangeException(nameof(rope), rope, "Half the region's width is 0 or more.");
}

namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>What a replica of a fused group takes.</summary>
/// <param name="Replicas">K, from 1.</param>
/// <param name="Seconds">Seconds of the group's work, divided by K.</param>
/// <param name="Bytes">Memory of the whole group; 0 where unknown.</param>
public sealed record GroupSample(int Replicas, double Seconds, long Bytes = 0);

/// <summary>What was measured of one fusing algorithm.</summary>
/// <param name="Name">The algorithm's name in the catalogue.</param>
/// <param name="Algorithm">The algorithm, its version and settings, as <see cref="CostKey"/> names them.</param>
/// <param name="Samples">A sample for each K, from K = 1.</param>
public sealed record GroupCosts(string Name, string Algorithm, IReadOnlyList<GroupSample> Samples)
{
    /// <summary>
    /// A larger group has to save this share of a replica's time to be worth having: less is within the noise.
    /// </summary>
    public const double Tolerance = 0.1;

    /// <summary>
    /// The K to train with: the smallest whose time a replica is within <see cref="Tolerance"/> of the best, of those
    /// that memory holds. The smallest measured is always held.
    /// </summary>
    /// <param name="memoryBytes">Memory that a group may use; 0: any.</param>
    public int Choose(long memoryBytes = 0)
    {
        var held = Samples.OrderBy(sample => sample.Replicas)
            .Where((sample, place) => place == 0 || memoryBytes == 0 || sample.Bytes <= memoryBytes).ToList();
        if (held.Count == 0)
            return 1;
        var best = held.Min(sample => sample.Seconds);
        return held.First(sample => sample.Seconds <= best * (1 + Tolerance)).Replicas;
    }

    /// <summary>
    /// How long a replica takes among <paramref name="replicas"/>, as a multiple of one alone; by the nearest K below.
    /// </summary>
    public double ComparedWithAlone(int replicas)
    {
        var known = Samples.OrderBy(sample => sample.Replicas).ToList();
        return known.Count == 0 || known[0].Seconds <= 0
            ? 1
            : known.Last(sample => sample.Replicas <= Math.Max(replicas, known[0].Replicas)).Seconds
                / known[0].Seconds;
    }
}

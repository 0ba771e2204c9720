namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// Clusters of numbers by Lloyd's algorithm, started from evenly spaced quantiles of the different values: the
/// one-dimensional k-means of a mixture's start, without a draw.
/// </summary>
internal static class QuantileClusters
{
    private const int MostSteps = 300;

    /// <summary>
    /// Which cluster each value is in, as shares [value, cluster] of 0 and 1, the largest cluster first; the last ones
    /// are empty where there are fewer different values.
    /// </summary>
    public static double[] Of(ReadOnlySpan<double> values, int count)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var different = sorted.Distinct().ToArray();
        var centres = new double[Math.Min(count, different.Length)];
        for (var c = 0; c < centres.Length; c++)
            centres[c] = different[(int)((c + 0.5) * different.Length / centres.Length)];
        for (var step = 0; step < MostSteps && Move(sorted, centres); step++)
        {
        }

        var clusters = Array.ConvertAll(values.ToArray(), value => Nearest(centres, value));
        var order = LargestFirst(clusters, centres.Length);
        var shares = new double[values.Length * count];
        for (var i = 0; i < values.Length; i++)
            shares[(i * count) + order[clusters[i]]] = 1;
        return shares;
    }

    // The place of each cluster by its size: weights by stick breaking fall from component to component.
    private static int[] LargestFirst(int[] clusters, int count)
    {
        var sizes = new int[count];
        foreach (var cluster in clusters)
            sizes[cluster]++;
        var places = new int[count];
        var next = 0;
        foreach (var cluster in Enumerable.Range(0, count).OrderByDescending(c => sizes[c]))
            places[cluster] = next++;
        return places;
    }

    // Centres stay in ascending order, so that each has a run of the sorted values.
    private static bool Move(double[] sorted, double[] centres)
    {
        var (moved, first) = (false, 0);
        for (var c = 0; c < centres.Length; c++)
        {
            var (end, sum) = (first, 0.0);

            // Of the centres before this step: neither of the two has moved yet.
            var limit = c + 1 < centres.Length ? (centres[c] + centres[c + 1]) / 2 : double.PositiveInfinity;
            for (; end < sorted.Length && sorted[end] <= limit; end++)
                sum += sorted[end];
            if (end == first)
                continue;
            var mean = sum / (end - first);
            moved |= mean != centres[c];
            (centres[c], first) = (mean, end);
        }

        return moved;
    }

    private static int Nearest(double[] centres, double value)
    {
        var best = 0;
        for (var c = 1; c < centres.Length; c++)
        {
            if (Math.Abs(centres[c] - value) < Math.Abs(centres[best] - value))
                best = c;
        }

        return best;
    }
}

namespace Orchestrator.Statistics.Ranks;

/// <summary>Ranks from 1, equal values sharing the mean of the places they take.</summary>
public static class Midranks
{
    /// <summary>The ranks of <paramref name="values"/>: the smallest has 1.</summary>
    /// <param name="values">Not NaN; infinities rank as what they are. May be empty.</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public static double[] Ascending(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Any(double.IsNaN))
            throw new ArgumentException("What is not a number has no rank.", nameof(values));
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToList();
        var ranks = new double[values.Count];
        for (var first = 0; first < order.Count;)
        {
            var end = first + 1;
            while (end < order.Count && values[order[end]].Equals(values[order[first]]))
                end++;
            for (var place = first; place < end; place++)
                ranks[order[place]] = (first + 1 + end) / 2.0;
            first = end;
        }

        return ranks;
    }

    /// <summary>Σ (t³ − t) over groups of t equal values: what ties take from a rank statistic's variance.</summary>
    internal static double TieTerm(IEnumerable<double> values) =>
        values.GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
}

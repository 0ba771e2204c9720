namespace Orchestrator.Benchmarks.Measuring;

/// <summary>Medians.</summary>
internal static class Medians
{
    /// <summary>The middle one of at least one value; the mean of the two where there is no middle one.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

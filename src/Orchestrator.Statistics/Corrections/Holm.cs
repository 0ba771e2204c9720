namespace Orchestrator.Statistics.Corrections;

/// <summary>
/// Holm's step-down correction for several tests: Holm, "A simple sequentially rejective multiple test procedure",
/// Scandinavian Journal of Statistics 6 (1979).
/// </summary>
public static class Holm
{
    /// <summary>
    /// Adjusted p values: the i-th smallest of m is multiplied by m − i + 1, is at least as large as the one before it,
    /// and at most 1. Rejecting what is below a level keeps the chance of any false rejection below it.
    /// </summary>
    /// <param name="values">
    /// p values; null where a test has none: it stays null and does not count into the family. May be empty.
    /// </param>
    /// <returns>The adjusted values, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not in [0, 1].</exception>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (value is { } p && !(p is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(values), p, "A p value lies between 0 and 1.");
        }

        var order = Enumerable.Range(0, values.Count).Where(i => values[i] is not null)
            .OrderBy(i => values[i]!.Value).ToList();
        var adjusted = new double?[values.Count];
        var highest = 0.0;
        foreach (var (position, index) in order.Index())
        {
            highest = Math.Max(highest, Math.Min(1, (order.Count - position) * values[index]!.Value));
            adjusted[index] = highest;
        }

        return adjusted;
    }
}

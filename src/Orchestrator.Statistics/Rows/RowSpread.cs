namespace Orchestrator.Statistics.Rows;

/// <summary>
/// How far the gain on one test set may be from the gain on others like it, however many runs share that test set.
/// </summary>
public static class RowSpread
{
    /// <summary>
    /// The standard error of the mean gain that is left with runs without end: √(τ² ÷ rows), τ² being the variance
    /// between rows of a balanced one-way layout with random effects by the analysis of variance (Searle, Casella and
    /// McCulloch, "Variance Components", 1992, section 3.5): the variance of the rows' means less what the variance
    /// within rows contributes to it, at least 0.
    /// </summary>
    /// <param name="gained">For each row, the runs only the second has right less those only the first has.</param>
    /// <param name="changed">For each row, the runs in which the two differ.</param>
    /// <param name="runs">How many runs there are.</param>
    /// <returns>A share of the rows, as accuracy is; null with fewer than two rows or runs.</returns>
    /// <exception cref="ArgumentException">They are not of the same rows.</exception>
    public static double? Floor(IReadOnlyList<int> gained, IReadOnlyList<int> changed, int runs)
    {
        ArgumentNullException.ThrowIfNull(gained);
        ArgumentNullException.ThrowIfNull(changed);
        if (gained.Count != changed.Count)
            throw new ArgumentException($"There are {gained.Count} rows and {changed.Count}.", nameof(changed));
        var rows = gained.Count;
        if (rows < 2 || runs < 2)
            return null;
        var (sum, squares, within) = (0.0, 0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            double mean = (double)gained[row] / runs;
            sum += mean;
            squares += mean * mean;
            within += (changed[row] - mean * mean * runs) / (runs - 1);
        }

        var between = (squares - sum * sum / rows) / (rows - 1);
        return Math.Sqrt(Math.Max(0, between - within / rows / runs) / rows);
    }
}

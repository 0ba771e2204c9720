using System.Globalization;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// How near the generated values of each column are to the real ones. Numbers: the two-sample statistic of Kolmogorov
/// and Smirnov, the largest difference of the empirical distribution functions (Smirnov 1939). Levels and classes: the
/// total variation, half the sum of the absolute differences of their shares.
/// </summary>
internal static class ColumnFidelities
{
    /// <summary>The most bins of a column.</summary>
    public const int MostBins = 12;

    /// <summary>The most bins of each of many columns.</summary>
    public const int FewBins = 6;

    /// <summary>More columns than this are many.</summary>
    public const int ManyColumns = 16;

    private const int Decimals = 6;

    /// <summary>All columns; both kinds have a row at least.</summary>
    public static IReadOnlyList<ColumnFidelity> Of(QualityRows real, QualityRows generated)
    {
        var bins = real.Columns.Length > ManyColumns ? FewBins : MostBins;
        return [.. real.Columns.Select((column, c) => column.Kind == QualityColumnKind.Number
            ? OfNumbers(column, real.Values[c], generated.Values[c], bins)
            : OfLevels(column, real.Values[c], generated.Values[c], bins))];
    }

    private static ColumnFidelity OfNumbers(QualityColumn column, float[] real, float[] generated, int bins)
    {
        var (a, b) = ((float[])real.Clone(), (float[])generated.Clone());
        Array.Sort(a);
        Array.Sort(b);
        var (low, high) = (Math.Min(a[0], b[0]), Math.Max(a[^1], b[^1]));
        var count = high > low ? bins : 1;
        var width = ((double)high - low) / count;
        return new ColumnFidelity(
            column.Name,
            IsNumeric: true,
            KolmogorovSmirnov(a, b),
            [.. Enumerable.Range(1, count).Select(bin => Text(column.Original(low + (width * bin))))],
            Shares(real, low, width, count),
            Shares(generated, low, width, count));
    }

    /// <summary>The statistic of two ascending samples, one value in each at least.</summary>
    public static double KolmogorovSmirnov(float[] a, float[] b)
    {
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= value)
                i++;
            while (j < b.Length && b[j] <= value)
                j++;
            largest = Math.Max(largest, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return largest;
    }

    // The most frequent levels of the real rows in the order of the levels, and one bin for what is left.
    private static ColumnFidelity OfLevels(QualityColumn column, float[] real, float[] generated, int bins)
    {
        var (a, b) = (Counts(column, real), Counts(column, generated));
        var distance = 0.0;
        for (var level = 0; level < a.Length; level++)
            distance += Math.Abs(((double)a[level] / real.Length) - ((double)b[level] / generated.Length)) / 2;
        int[] present = [.. Enumerable.Range(0, a.Length).Where(level => a[level] + b[level] > 0)];
        int[] shown = present.Length <= bins
            ? present
            : [.. present.OrderByDescending(level => a[level]).ThenBy(level => level).Take(bins - 1).Order()];
        var names = shown.Select(level => column.LevelName(level - 1));
        var others = present.Length > shown.Length;
        return new ColumnFidelity(
            column.Name,
            IsNumeric: false,
            Math.Min(1, distance),
            [.. others ? names.Append("(others)") : names],
            LevelShares(a, real.Length),
            LevelShares(b, generated.Length));

        double[] LevelShares(int[] counts, int rows)
        {
            var shares = shown.Select(level => Rounded(counts[level], rows));
            return [.. others ? shares.Append(Rounded(rows - shown.Sum(level => counts[level]), rows)) : shares];
        }
    }

    // Place 0 is for rows of no level.
    private static int[] Counts(QualityColumn column, float[] values)
    {
        var counts = new int[column.Levels + 1];
        foreach (var value in values)
            counts[column.Level(value) + 1]++;
        return counts;
    }

    private static double[] Shares(float[] values, float low, double width, int bins)
    {
        var counts = new int[bins];
        foreach (var value in values)
            counts[bins == 1 ? 0 : Math.Min(bins - 1, (int)(((double)value - low) / width))]++;
        return Array.ConvertAll(counts, count => Rounded(count, values.Length));
    }

    private static double Rounded(int count, int rows) => Math.Round((double)count / rows, Decimals);

    private static string Text(double edge) => edge.ToString("G5", CultureInfo.InvariantCulture);
}

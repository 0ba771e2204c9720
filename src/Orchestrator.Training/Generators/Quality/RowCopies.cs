using System.Runtime.InteropServices;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Rows that are the same: of equal categories, and of numbers equal to 1/65536 of a standard deviation, because
/// networks compute in single precision.
/// </summary>
internal static class RowCopies
{
    private const double Steps = 65536;

    /// <summary>
    /// Share of the generated rows that are a training row, and share of those that repeat an earlier one of them; 0
    /// without generated rows.
    /// </summary>
    public static (double Copied, double Repeated) Of(QualityRows training, QualityRows generated)
    {
        if (generated.Count == 0)
            return (0, 0);
        var known = Texts(training).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (copied, repeated) = (0, 0);
        foreach (var text in Texts(generated))
        {
            copied += known.Contains(text) ? 1 : 0;
            repeated += seen.Add(text) ? 0 : 1;
        }

        return (copied / (double)generated.Count, repeated / (double)generated.Count);
    }

    // The rounded numbers of a row, byte by byte, as a text that can be looked up.
    private static IEnumerable<string> Texts(QualityRows rows)
    {
        var numbers = new long[rows.Columns.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var c = 0; c < numbers.Length; c++)
                numbers[c] = (long)Math.Round(rows.Values[c][row] * Steps);
            yield return new string(MemoryMarshal.Cast<long, char>(numbers));
        }
    }
}

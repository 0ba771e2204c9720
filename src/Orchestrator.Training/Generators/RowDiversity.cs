using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// How far rows lie apart: the mean Euclidean distance over all pairs of at most 256 rows, taken at even steps, in the
/// units that the GAN sees (each column's range in the training rows is 2 with <c>range: data</c>).
/// </summary>
internal static class RowDiversity
{
    private const int MostRows = 256;

    /// <summary>
    /// The mean distance between padded rows of <paramref name="width"/> columns; 0 for fewer than 2.
    /// </summary>
    public static double Of(ReadOnlySpan<float> rows, int width)
    {
        var columns = Block.PadColumns(width);
        var all = rows.Length / columns;
        var count = Math.Min(all, MostRows);
        var (sum, pairs) = (0.0, 0);
        for (var i = 1; i < count; i++)
        {
            var one = rows.Slice(Place(i) * columns, width);
            for (var j = 0; j < i; j++, pairs++)
                sum += Distance(one, rows.Slice(Place(j) * columns, width));
        }

        return pairs == 0 ? 0 : sum / pairs;

        int Place(int index) => (int)((long)index * all / count);
    }

    private static double Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var squares = 0.0;
        for (var j = 0; j < one.Length; j++)
        {
            var d = (double)one[j] - other[j];
            squares += d * d;
        }

        return Math.Sqrt(squares);
    }
}

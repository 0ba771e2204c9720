using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// Maps columns linearly so that their smallest and largest value of the training rows become -1 and 1. Columns without
/// spread are left out of the mapped matrix.
/// </summary>
internal sealed class RangeScale
{
    private readonly int[] _kept;
    private readonly double[] _centres;
    private readonly double[] _halves;

    private RangeScale(int[] kept, double[] centres, double[] halves) =>
        (_kept, _centres, _halves) = (kept, centres, halves);

    /// <summary>How many columns are left.</summary>
    public int Columns => _kept.Length;

    /// <summary>The scale of the first <paramref name="rows"/> rows of a matrix.</summary>
    public static RangeScale Of(Matrix matrix, int rows)
    {
        var (kept, centres, halves) = (new List<int>(), new List<double>(), new List<double>());
        for (var j = 0; j < matrix.Columns; j++)
        {
            var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var i = 0; i < rows; i++)
                (low, high) = (Math.Min(low, matrix[i, j]), Math.Max(high, matrix[i, j]));
            if (!(high > low))
                continue;
            kept.Add(j);
            centres.Add(low + (high - low) / 2);
            halves.Add((high - low) / 2);
        }

        return new RangeScale([.. kept], [.. centres], [.. halves]);
    }

    /// <summary>The mapped rows from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public Matrix Map(Matrix matrix, int first, int end)
    {
        var mapped = new Matrix(end - first, _kept.Length);
        for (var i = first; i < end; i++)
        {
            for (var j = 0; j < _kept.Length; j++)
                mapped[i - first, j] = (matrix[i, _kept[j]] - _centres[j]) / _halves[j];
        }

        return mapped;
    }
}

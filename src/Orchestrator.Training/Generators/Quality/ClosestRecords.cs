namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// How near generated rows come to training rows, against as many rows that no generator has seen: the distance to the
/// closest record with a holdout as its baseline (Platzer and Reutterer, "Holdout-based empirical assessment of
/// mixed-type synthetic data", 2021).
/// </summary>
/// <param name="Training">Median distance of a generated row to its closest training row.</param>
/// <param name="Holdout">The same to its closest test row.</param>
/// <param name="CloserToTraining">Share of the generated rows that are closer to training, ties halved.</param>
internal sealed record ClosestRecords(double? Training, double? Holdout, double? CloserToTraining)
{
    /// <summary>
    /// On the first m rows of both kinds, m being the rows of the smaller; null where a kind has no row.
    /// </summary>
    public static ClosestRecords Of(QualityRows training, QualityRows holdout, QualityRows generated)
    {
        var rows = Math.Min(training.Count, holdout.Count);
        if (rows == 0 || generated.Count == 0)
            return new ClosestRecords(null, null, null);
        var (own, other) = (Closest(training, rows, generated), Closest(holdout, rows, generated));
        var halves = 0L;
        for (var i = 0; i < own.Length; i++)
            halves += own[i] < other[i] ? 2 : own[i].Equals(other[i]) ? 1 : 0;
        return new ClosestRecords(Median(own), Median(other), halves / (2.0 * own.Length));
    }

    private static float[] Closest(QualityRows records, int rows, QualityRows generated)
    {
        var (closest, squares) = (new float[generated.Count], new float[generated.Count]);
        Array.Fill(closest, float.PositiveInfinity);
        for (var row = 0; row < rows; row++)
        {
            RowDistances.Write(records, row, generated, generated.Columns.Length, squares);
            RowDistances.Lower(closest, squares);
        }

        return closest;
    }

    private static double Median(float[] squares)
    {
        var ascending = (float[])squares.Clone();
        Array.Sort(ascending);
        var middle = ascending.Length / 2;
        var upper = Math.Sqrt(ascending[middle]);
        return ascending.Length % 2 == 1 ? upper : (upper + Math.Sqrt(ascending[middle - 1])) / 2;
    }
}

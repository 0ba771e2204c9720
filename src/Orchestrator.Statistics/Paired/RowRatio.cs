namespace Orchestrator.Statistics.Paired;

/// <summary>n_test ÷ n_train, checked.</summary>
internal static class RowRatio
{
    /// <summary>The ratio.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer than 0 test rows, no training rows, or one of them is not finite.
    /// </exception>
    public static double Of(double testRows, double trainingRows)
    {
        if (!(testRows >= 0 && double.IsFinite(testRows)))
            throw new ArgumentOutOfRangeException(nameof(testRows), testRows, "There are 0 test rows or more.");
        if (!(trainingRows > 0 && double.IsFinite(trainingRows)))
            throw new ArgumentOutOfRangeException(nameof(trainingRows), trainingRows, "There are training rows.");
        return testRows / trainingRows;
    }
}

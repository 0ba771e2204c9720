using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Metrics;

/// <summary>Scores of predicted numbers, in the target's unit.</summary>
internal static class RegressionErrors
{
    /// <summary>The scores of the held-out rows.</summary>
    /// <param name="values">m predictions.</param>
    /// <param name="truth">m targets.</param>
    /// <param name="trainMse">The mean squared error on the training rows; null where it was not worked out.</param>
    public static RegressionScores Of(double[] values, double[] truth, double? trainMse)
    {
        var absolute = 0.0;
        var mean = truth.Average();
        var spread = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            absolute += Math.Abs(values[i] - truth[i]);
            spread += (truth[i] - mean) * (truth[i] - mean);
        }

        var mse = MeanSquare(values, truth);
        double? r2 = spread > 0 ? 1 - mse * truth.Length / spread : null;
        return new RegressionScores(mse, absolute / truth.Length, r2, trainMse);
    }

    /// <summary>The mean of the squared errors.</summary>
    public static double MeanSquare(double[] values, double[] truth)
    {
        var squares = 0.0;
        for (var i = 0; i < truth.Length; i++)
            squares += (values[i] - truth[i]) * (values[i] - truth[i]);
        return squares / truth.Length;
    }
}

using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Metrics;

/// <summary>Scores of predicted probabilities.</summary>
internal static class ProbabilityScores
{
    /// <summary>Probabilities are kept this far from 0 and 1: the spacing of doubles at 1.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The mean of -ln p of the true class, in nats; clipped rows are scaled to sum to 1 again.</summary>
    public static double LogLoss(Matrix probabilities, int[] truth)
    {
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            var total = 0.0;
            foreach (var p in probabilities.Row(i))
                total += Clip(p);
            sum -= Math.Log(Clip(probabilities[i, truth[i]]) / total);
        }

        return sum / truth.Length;
    }

    /// <summary>
    /// Brier's score: the mean squared error of the probability of class 1 for two classes; the mean over rows of the
    /// squared errors of all classes for more.
    /// </summary>
    public static double Brier(Matrix probabilities, int[] truth)
    {
        var sum = 0.0;
        var first = probabilities.Columns == 2 ? 1 : 0;
        for (var i = 0; i < truth.Length; i++)
        {
            for (var c = first; c < probabilities.Columns; c++)
            {
                var error = probabilities[i, c] - (truth[i] == c ? 1 : 0);
                sum += error * error;
            }
        }

        return sum / truth.Length;
    }

    private static double Clip(double p) => Math.Clamp(p, Epsilon, 1 - Epsilon);
}

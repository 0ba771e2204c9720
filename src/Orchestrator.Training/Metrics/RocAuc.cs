using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Metrics;

/// <summary>
/// The area under the ROC curve as a rank statistic (Hanley and McNeil 1982): the share of pairs of a positive and a
/// negative row in which the positive one ranks higher, ties counting half.
/// </summary>
internal static class RocAuc
{
    /// <summary>
    /// The area for class 1 of two; for more, the mean over the classes among the true labels of each against the rest.
    /// Null where the true labels hold one class only.
    /// </summary>
    /// <param name="scores">m × C, larger meaning likelier.</param>
    /// <param name="truth">m true classes.</param>
    /// <param name="classCount">C.</param>
    public static double? Of(Matrix scores, int[] truth, int classCount)
    {
        if (Array.TrueForAll(truth, c => c == truth[0]))
            return null;
        return classCount == 2
            ? OneAgainstRest(scores, truth, 1)
            : truth.Distinct().Order().Average(c => OneAgainstRest(scores, truth, c));
    }

    private static double OneAgainstRest(Matrix scores, int[] truth, int positive)
    {
        var values = new double[truth.Length];
        var hits = new bool[truth.Length];
        for (var i = 0; i < truth.Length; i++)
            (values[i], hits[i]) = (scores[i, positive], truth[i] == positive);
        Array.Sort(values, hits);
        var (positives, negativesBelow, area) = (0L, 0L, 0.0);
        for (var i = 0; i < values.Length;)
        {
            var (tiedPositives, tiedNegatives) = (0L, 0L);
            for (var value = values[i]; i < values.Length && values[i].Equals(value); i++)
            {
                tiedPositives += hits[i] ? 1 : 0;
                tiedNegatives += hits[i] ? 0 : 1;
            }

            area += tiedPositives * (negativesBelow + 0.5 * tiedNegatives);
            positives += tiedPositives;
            negativesBelow += tiedNegatives;
        }

        return area / ((double)positives * negativesBelow);
    }
}

using Orchestrator.Training.Classifiers.Trees;

namespace Orchestrator.Training.Tests.Classifiers.Trees;

/// <summary>The best split of a node, by the definition: every gap between values, sums made anew for each.</summary>
internal static class PlainSplits
{
    public static bool Try(
        TrainingColumns data, bool isGini, int minLeaf, int[] weights, int[] rows, int feature, ref Split best)
    {
        var column = data.Columns[feature];
        int[] codes = [.. rows.Select(r => column.Codes[r]).Distinct().Order()];
        for (var c = 1; c < codes.Length; c++)
        {
            int[] left = [.. rows.Where(r => column.Codes[r] < codes[c])];
            int[] right = [.. rows.Where(r => column.Codes[r] >= codes[c])];
            if (!column.Separates(codes[c - 1], codes[c]) || Math.Min(left.Length, right.Length) < minLeaf)
                continue;
            var score = Score(data, isGini, weights, left) + Score(data, isGini, weights, right);
            if (score > best.Score)
                best = new Split { Score = score, Feature = feature, Lower = codes[c - 1], Upper = codes[c] };
        }

        return codes.Length > 1 && column.Separates(codes[0], codes[^1]);
    }

    private static double Score(TrainingColumns data, bool isGini, int[] weights, int[] rows)
    {
        var counts = new double[data.ClassCount];
        foreach (var row in rows)
            counts[data.Labels[row]] += weights[row];
        var weight = counts.Sum();
        return isGini
            ? counts.Aggregate(0.0, (sum, count) => sum + count * count) / weight
            : counts.Aggregate(0.0, (sum, count) => sum + (count > 0 ? count * Math.Log(count / weight) : 0));
    }
}

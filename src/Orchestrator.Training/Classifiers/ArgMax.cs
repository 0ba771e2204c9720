using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers;

/// <summary>From scores by class to classes.</summary>
internal static class ArgMax
{
    /// <summary>The column of the largest value of each row; the first of equals.</summary>
    public static int[] Rows(Matrix scores)
    {
        var labels = new int[scores.Rows];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = Of(scores.Row(i));
        return labels;
    }

    /// <summary>The position of the largest value; the first of equals.</summary>
    public static int Of(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}

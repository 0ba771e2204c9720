using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>The support vectors of P present classes, S of them, sorted by class.</summary>
/// <param name="Vectors">S × d.</param>
/// <param name="Starts">P + 1: the vectors of class p are Starts[p] up to Starts[p + 1].</param>
/// <param name="Coefficients">
/// (P - 1) × S: in the pair of classes (i, j), i &lt; j, a vector of class i has its coefficient in row j - 1, one of
/// class j in row i.
/// </param>
/// <param name="Rho">The constants of the pairs (0, 1), (0, 2), …, (1, 2), …</param>
/// <param name="Classes">The P classes of the data set, ascending.</param>
internal sealed record SupportVectors(Matrix Vectors, int[] Starts, Matrix Coefficients, double[] Rho, int[] Classes)
{
    /// <summary>Picks the rows whose coefficient is not 0 in some pair.</summary>
    /// <param name="features">n × d, the training rows.</param>
    /// <param name="order">The n rows in order of class.</param>
    /// <param name="starts">P + 1: where the classes begin in that order.</param>
    /// <param name="coefficients">(P - 1) × n, in that order.</param>
    /// <param name="rho">The constants of the pairs.</param>
    /// <param name="classes">The P classes.</param>
    public static SupportVectors Of(
        Matrix features, int[] order, int[] starts, Matrix coefficients, double[] rho, int[] classes)
    {
        var kept = new List<int>();
        var keptStarts = new int[starts.Length];
        for (var p = 0; p < classes.Length; p++)
        {
            for (var k = starts[p]; k < starts[p + 1]; k++)
            {
                if (IsSupport(coefficients, k))
                    kept.Add(k);
            }

            keptStarts[p + 1] = kept.Count;
        }

        var vectors = new Matrix(kept.Count, features.Columns);
        var values = new Matrix(coefficients.Rows, kept.Count);
        for (var s = 0; s < kept.Count; s++)
        {
            features.Row(order[kept[s]]).CopyTo(vectors.Row(s));
            for (var r = 0; r < coefficients.Rows; r++)
                values[r, s] = coefficients[r, kept[s]];
        }

        return new SupportVectors(vectors, keptStarts, values, rho, classes);
    }

    private static bool IsSupport(Matrix coefficients, int k)
    {
        for (var r = 0; r < coefficients.Rows; r++)
        {
            if (coefficients[r, k] != 0)
                return true;
        }

        return false;
    }
}

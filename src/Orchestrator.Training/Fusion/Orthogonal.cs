namespace Orchestrator.Training.Fusion;

/// <summary>Turns a matrix of standard normals into an orthogonal one.</summary>
internal static class Orthogonal
{
    /// <summary>
    /// Replaces the matrix [rows, columns] by the Q of its decomposition with a positive diagonal of R: its columns
    /// (its rows, where they are fewer) are orthonormal. Gram and Schmidt's procedure, each vector gone over twice, in
    /// double precision.
    /// </summary>
    public static void Make(Span<float> matrix, int rows, int columns)
    {
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var byColumns = columns <= rows;
        var vectors = new double[count][];
        for (var v = 0; v < count; v++)
        {
            var vector = vectors[v] = new double[length];
            for (var i = 0; i < length; i++)
                vector[i] = matrix[byColumns ? (i * columns) + v : (v * columns) + i];
            for (var pass = 0; pass < 2; pass++)
            {
                for (var other = 0; other < v; other++)
                    Subtract(vector, vectors[other], Dot(vector, vectors[other]));
            }

            var norm = Math.Sqrt(Dot(vector, vector));
            for (var i = 0; i < length; i++)
            {
                vector[i] /= norm;
                matrix[byColumns ? (i * columns) + v : (v * columns) + i] = (float)vector[i];
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(double[] vector, double[] direction, double share)
    {
        for (var i = 0; i < vector.Length; i++)
            vector[i] -= share * direction[i];
    }
}

using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Copula;

/// <summary>Correlation matrices and their square roots.</summary>
internal static class Correlations
{
    // Pivots below this are taken for rounding.
    private const double LeastPivot = 1e-10;

    private static readonly double[] Shrinkages = [0, 1e-9, 1e-7, 1e-5, 1e-3, 0.1, 1];

    /// <summary>
    /// Pearson's correlations of columns of one length, d × d. A column without spread is correlated with nothing.
    /// </summary>
    public static Matrix Of(IReadOnlyList<double[]> columns)
    {
        var unit = columns.Select(Standardised).ToList();
        var correlations = new Matrix(unit.Count, unit.Count);
        for (var i = 0; i < unit.Count; i++)
        {
            correlations[i, i] = 1;
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < unit[i].Length; row++)
                    sum += unit[i][row] * unit[j][row];
                correlations[i, j] = correlations[j, i] = Math.Clamp(sum, -1, 1);
            }
        }

        return correlations;
    }

    /// <summary>
    /// L with L Lᵀ = R (Golub and Van Loan, section 4.2), R shrunk towards the identity just so far that it is positive
    /// definite: (1 - s) R + s I, for the least s of a list from 0 to 1.
    /// </summary>
    public static Matrix Factor(Matrix correlations)
    {
        foreach (var shrinkage in Shrinkages)
        {
            if (Factor(correlations, shrinkage) is { } factor)
                return factor;
        }

        throw new TrainingException("The correlations of the columns are not numbers.");
    }

    private static Matrix? Factor(Matrix correlations, double shrinkage)
    {
        var factor = new Matrix(correlations.Rows, correlations.Columns);
        for (var i = 0; i < factor.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = i == j ? 1 : (1 - shrinkage) * correlations[i, j];
                for (var k = 0; k < j; k++)
                    sum -= factor[i, k] * factor[j, k];
                if (i != j)
                    factor[i, j] = sum / factor[j, j];
                else if (sum > LeastPivot)
                    factor[i, i] = Math.Sqrt(sum);
                else
                    return null;
            }
        }

        return factor;
    }

    // Mean 0 and length 1; zeros where nothing differs.
    private static double[] Standardised(double[] column)
    {
        var mean = column.Average();
        var length = Math.Sqrt(column.Sum(value => (value - mean) * (value - mean)));
        return length <= 1e-9 * Math.Sqrt(column.Length)
            ? new double[column.Length]
            : Array.ConvertAll(column, value => (value - mean) / length);
    }
}

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Mean absolute difference between Pearson's correlations of the real and of the generated rows, over all pairs of
/// encoded columns that come from different columns of the data set: numbers and positions as they are, an indicator
/// for each level, one for two classes and one each for more. Columns that do not vary among the real rows are left
/// out; one that does not vary among the generated rows has no correlation there: 0.
/// </summary>
internal static class CorrelationDifference
{
    private const double LeastVariance = 1e-12;

    /// <summary>The mean; null with no such pair, or without rows.</summary>
    public static double? Of(QualityRows real, QualityRows generated)
    {
        if (real.Count == 0 || generated.Count == 0)
            return null;
        var (one, other) = (Spread.Of(real), Spread.Of(generated));
        var (sum, pairs) = (0.0, 0L);
        for (var a = 0; a < real.Columns.Length; a++)
        {
            for (var b = a + 1; b < real.Columns.Length; b++)
            {
                var (left, right) = (Products(real, a, b), Products(generated, a, b));
                var width = Width(real.Columns[b]);
                for (var at = 0; at < left.Length; at++)
                {
                    var (i, j) = (at / width, at % width);
                    if (one.Deviations[a][i] == 0 || one.Deviations[b][j] == 0)
                        continue;
                    sum += Math.Abs(
                        one.Correlation(a, i, b, j, left[at]) - other.Correlation(a, i, b, j, right[at]));
                    pairs++;
                }
            }
        }

        return pairs == 0 ? null : sum / pairs;
    }

    private static int Width(QualityColumn column) =>
        column.Kind != QualityColumnKind.Nominal || (column.Block is null && column.Levels == 2) ? 1 : column.Levels;

    // Two classes are one indicator, of class 1, and then the label is its value.
    private static bool IsNumber(QualityColumn column) =>
        column.Kind != QualityColumnKind.Nominal || (column.Block is null && column.Levels == 2);

    // The mean products of the encoded columns of two columns, row-major.
    private static double[] Products(QualityRows rows, int a, int b)
    {
        var (left, right) = (rows.Columns[a], rows.Columns[b]);
        var (x, y) = (rows.Values[a], rows.Values[b]);
        var (leftIsNumber, rightIsNumber) = (IsNumber(left), IsNumber(right));
        var width = Width(right);
        var sums = new double[Width(left) * width];
        for (var row = 0; row < rows.Count; row++)
        {
            var i = leftIsNumber ? 0 : (int)x[row];
            var j = rightIsNumber ? 0 : (int)y[row];
            if (i >= 0 && j >= 0)
                sums[(i * width) + j] += (leftIsNumber ? (double)x[row] : 1) * (rightIsNumber ? (double)y[row] : 1);
        }

        for (var at = 0; at < sums.Length; at++)
            sums[at] /= rows.Count;
        return sums;
    }

    /// <summary>Means and deviations of the encoded columns; a deviation of 0 for those that do not vary.</summary>
    private sealed record Spread(double[][] Means, double[][] Deviations)
    {
        public static Spread Of(QualityRows rows)
        {
            var spread = new Spread(new double[rows.Columns.Length][], new double[rows.Columns.Length][]);
            for (var c = 0; c < rows.Columns.Length; c++)
            {
                if (IsNumber(rows.Columns[c]))
                    spread.SetNumber(c, rows.Values[c]);
                else
                    spread.SetLevels(c, rows.Values[c], rows.Columns[c].Levels);
            }

            return spread;
        }

        public double Correlation(int a, int i, int b, int j, double product)
        {
            var scale = Deviations[a][i] * Deviations[b][j];
            return scale == 0 ? 0 : Math.Clamp((product - (Means[a][i] * Means[b][j])) / scale, -1, 1);
        }

        private void SetNumber(int c, float[] values)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in values)
                sum += value;
            var mean = sum / values.Length;
            foreach (var value in values)
                squares += (value - mean) * (value - mean);
            (Means[c], Deviations[c]) = ([mean], [Deviation(squares / values.Length)]);
        }

        private void SetLevels(int c, float[] values, int levels)
        {
            var shares = new double[levels];
            foreach (var value in values)
            {
                if (value >= 0)
                    shares[(int)value]++;
            }

            for (var level = 0; level < levels; level++)
                shares[level] /= values.Length;
            (Means[c], Deviations[c]) = (shares, Array.ConvertAll(shares, share => Deviation(share * (1 - share))));
        }

        private static double Deviation(double variance) => variance <= LeastVariance ? 0 : Math.Sqrt(variance);
    }
}

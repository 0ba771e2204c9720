namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// Imputation by chained regressions, van Buuren and Groothuis-Oudshoorn, "mice" (Journal of Statistical Software
/// 2011), without sampling: every column is predicted in turn from all others by <see cref="BayesianRidge"/>, those
/// with fewest missing values first, for up to ten rounds. With the same defaults as scikit-learn's
/// IterativeImputer it gives the same values.
/// </summary>
internal sealed class IterativeImputer
{
    private const int MaxRounds = 10;
    private const double Tolerance = 1e-3;

    private readonly List<(int Column, BayesianRidge Model)> _sequence = [];
    private readonly int[] _columns;
    private readonly double[] _means;
    private readonly double[] _minimums;

    private IterativeImputer(int[] columns, double[] means, double[] minimums)
    {
        _columns = columns;
        _means = means;
        _minimums = minimums;
    }

    /// <summary>Fits on a training subset.</summary>
    /// <param name="features">n × d, NaN where a value is missing; is filled in.</param>
    /// <param name="columns">
    /// The columns that may have missing values, ascending; each has one value present at least.
    /// </param>
    /// <param name="minimums">For each of them the least value that may be given.</param>
    public static IterativeImputer Fit(Matrix features, int[] columns, double[] minimums)
    {
        var missing = Array.ConvertAll(columns, column => MissingRows(features, column));
        var means = Array.ConvertAll(columns, column => MeanOfPresent(features, column));
        var imputer = new IterativeImputer(columns, means, minimums);
        var largest = features.Values.Where(value => !double.IsNaN(value)).Max(Math.Abs);
        for (var row = 0; row < features.Rows; row++)
            imputer.FillMeans(features.Row(row));
        if (features.Columns == 1)
            return imputer;

        var order = Enumerable.Range(0, columns.Length).OrderBy(i => missing[i].Count).ToArray();
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = (double[])features.Values.Clone();
            foreach (var i in order)
                imputer.FitColumn(features, i, missing[i]);
            if (LargestRowChange(features, before) < Tolerance * largest)
                break;
        }

        return imputer;
    }

    /// <summary>Fills in one row of d features, as a function of this row alone.</summary>
    public void Fill(Span<double> row)
    {
        var gaps = new List<int>();
        foreach (var column in _columns)
        {
            if (double.IsNaN(row[column]))
                gaps.Add(column);
        }

        if (gaps.Count == 0)
            return;
        FillMeans(row);
        foreach (var (column, model) in _sequence)
        {
            if (gaps.Contains(column))
                row[column] = Predict(model, row, column);
        }
    }

    private void FitColumn(Matrix features, int position, HashSet<int> missing)
    {
        var column = _columns[position];
        var inputs = new Matrix(features.Rows - missing.Count, features.Columns - 1);
        var outputs = new double[inputs.Rows];
        for (var (row, next) = (0, 0); row < features.Rows; row++)
        {
            if (missing.Contains(row))
                continue;
            var values = features.Row(row);
            outputs[next] = values[column];
            values[..column].CopyTo(inputs.Row(next));
            values[(column + 1)..].CopyTo(inputs.Row(next)[column..]);
            next++;
        }

        var model = BayesianRidge.Fit(inputs, outputs);
        _sequence.Add((column, model));
        foreach (var row in missing)
            features[row, column] = Predict(model, features.Row(row), column);
    }

    private double Predict(BayesianRidge model, ReadOnlySpan<double> row, int column) =>
        Math.Max(model.Predict(row, column), _minimums[Array.IndexOf(_columns, column)]);

    private void FillMeans(Span<double> row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (double.IsNaN(row[_columns[i]]))
                row[_columns[i]] = _means[i];
        }
    }

    private static HashSet<int> MissingRows(Matrix features, int column) =>
        [.. Enumerable.Range(0, features.Rows).Where(row => double.IsNaN(features[row, column]))];

    private static double MeanOfPresent(Matrix features, int column) => Enumerable.Range(0, features.Rows)
        .Select(row => features[row, column]).Where(value => !double.IsNaN(value)).Average();

    // The infinity norm of the change: the largest sum of absolute changes of a row.
    private static double LargestRowChange(Matrix features, double[] before)
    {
        var largest = 0.0;
        for (var row = 0; row < features.Rows; row++)
        {
            var change = 0.0;
            for (var column = 0; column < features.Columns; column++)
                change += Math.Abs(features[row, column] - before[(row * features.Columns) + column]);
            largest = Math.Max(largest, change);
        }

        return largest;
    }
}

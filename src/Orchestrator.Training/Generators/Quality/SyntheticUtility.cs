using Orchestrator.Training.Metrics;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Train on synthetic, test on real (Esteban, Hyland and Rätsch 2017): what a model that was trained on rows of a kind
/// scores on the test rows. Classes: a small forest, balanced accuracy. Numbers: the mean of the five nearest rows'
/// targets (distances over the features), R².
/// </summary>
internal static class SyntheticUtility
{
    private const int Neighbours = 5;

    /// <summary>
    /// The score; null without rows of either kind, without features, or where R² is not defined.
    /// </summary>
    public static double? Score(QualityRows training, QualityRows test, SmallForest forest)
    {
        var features = training.Columns.Length - 1;
        if (training.Count == 0 || test.Count == 0 || features == 0)
            return null;
        var target = training.Columns[features];
        if (target.Kind == QualityColumnKind.Number)
            return RegressionErrors.Of(Means(training, test, features), Doubles(test.Values[features]), null).R2;
        var labels = Array.ConvertAll(training.Values[features], value => (int)value);
        var truth = Array.ConvertAll(test.Values[features], value => (int)value);
        var predicted = forest.Predict(
            training.ToMatrix(features), labels, target.Levels, test.ToMatrix(features)).Labels;
        return ConfusionMatrix.Count(predicted, truth, target.Levels).BalancedAccuracy;
    }

    private static double[] Means(QualityRows training, QualityRows test, int features)
    {
        var k = Math.Min(Neighbours, training.Count);
        var (squares, rows) = (new float[training.Count], new int[training.Count]);
        var means = new double[test.Count];
        for (var row = 0; row < test.Count; row++)
        {
            RowDistances.Write(test, row, training, features, squares);
            for (var i = 0; i < rows.Length; i++)
                rows[i] = i;
            Array.Sort(squares, rows);
            for (var i = 0; i < k; i++)
                means[row] += training.Values[features][rows[i]] / k;
        }

        return means;
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}

using System.Globalization;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Boosting;

/// <summary>
/// Boosted trees beside trees worked out by hand and beside those of XGBClassifier and XGBRegressor 1.7.4, n_jobs=1, on
/// the table of <see cref="RecordedValuesTests"/>.
/// </summary>
public sealed class BoostingTests
{
    private static readonly (string, string)[] Stump = [("rounds", "1"), ("max-depth", "1")];

    [Fact]
    public void Regression_stump_has_the_leaves_worked_out_by_hand()
    {
        // From the start 0.5 the gradients are 0, 0, -2, -3. The best split leaves the first two apart (gain 25/3): its
        // leaves are 0 / (2 + 1) and 5 / (2 + 1), times 0.3.
        using var classifier = Regress(Fits.Rows(4, i => [i + 1]), [0.5, 0.5, 2.5, 3.5], Stump);

        var predictions = classifier.Predict(Fits.Rows(3, i => [i * 2.0]));

        Assert.Equal([0.5, 0.5, 1.0], predictions.Values!.Select(v => Math.Round(v, 6)));
        Assert.Equal([0, 0, 0], predictions.Labels);
        Assert.Null(predictions.Probabilities);
    }

    [Fact]
    public void Classification_stump_has_the_leaves_worked_out_by_hand()
    {
        // From probability 0.5 each side has G = ±2 and H = 1, so its leaf is ∓2 / (1 + 1) × 0.3.
        using var classifier = Fits.Fit(
            "gradient-boosting", Fits.Rows(8, i => [i]), [0, 0, 0, 0, 1, 1, 1, 1], 2, 0, Stump);

        var probabilities = classifier.Predict(Fits.Rows(2, i => [7.0 * i])).Probabilities!;

        var high = 1 / (1 + Math.Exp(-0.3));
        Fits.EqualWithin([high, 1 - high, 1 - high, high], probabilities, 1e-6);
    }

    [Fact]
    public void Probabilities_are_the_recorded_ones()
    {
        Check(2, [0.8823532, 0.1176468, 0.2198935, 0.7801065, 0.9750677, 0.02493226, 0.8122532, 0.1877467]);
        Check(3, [
            0.9400983, 0.01454126, 0.0453604, 0.747649, 0.06674611, 0.1856049,
            0.9400809, 0.01068383, 0.04923526, 0.05505295, 0.8806942, 0.06425285]);
    }

    [Fact]
    public void Numbers_are_the_recorded_ones()
    {
        double[] targets = [.. Enumerable.Range(0, 24).Select(i => Fits.Arithmetic.Row(i).ToArray().Sum() + i % 5)];
        using var defaults = Regress(Fits.Arithmetic, targets);
        using var others = Regress(Fits.Arithmetic, targets,
            ("rounds", "7"), ("learning-rate", "0.1"), ("max-depth", "2"), ("min-child-weight", "2"), ("gamma", "0.05"),
            ("lambda", "3"), ("alpha", "0.2"));

        Near([0.2778505, 2.158691, 4.466341, 4.458592], defaults.Predict(Fits.ArithmeticTest).Values!);
        Near([1.487204, 1.885629, 2.269351, 2.269351], others.Predict(Fits.ArithmeticTest).Values!);
    }

    [Fact]
    public void Titanic_is_predicted_as_well_as_recorded()
    {
        // 209 of 262 by XGBClassifier on this split; a random forest has 205.
        var (train, test) = (Titanic("train"), Titanic("test"));
        using var classifier = Fits.Fit("gradient-boosting", train.Features, train.Labels, 2);
        var predictions = classifier.Predict(test.Features);

        Assert.Equal(209, predictions.Labels.Zip(test.Labels).Count(p => p.First == p.Second));
        double[] first = [0.01171324, 0.4204373, 0.03720986, 0.04885832, 0.23460172];
        Near(first, [.. Enumerable.Range(0, 5).Select(i => predictions.Probabilities![i, 1])]);
    }

    [Fact]
    public void Key_decides_which_rows_and_columns_a_tree_sees()
    {
        var features = Fits.Noise(200, 5, 1);
        var labels = Fits.NoisyLabels(features, 2, 1);
        double[] Fit(int key)
        {
            using var classifier = Fits.Fit(
                "gradient-boosting", features, labels, 2, key, ("subsample", "0.5"), ("column-sample", "0.6"));
            return classifier.Predict(features).Probabilities!.Values;
        }

        var first = Fit(1);
        Assert.NotEqual(first, Fit(2));
        Assert.Equal(first, Fit(1));
    }

    [Fact]
    public void Disposed_trees_are_not_asked()
    {
        var classifier = Fits.Fit("gradient-boosting", Fits.Arithmetic, Fits.ArithmeticLabels(2), 2);
        classifier.Dispose();
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Predict(Fits.ArithmeticTest));
    }

    [Fact]
    public void What_xgboost_refuses_is_a_failure_in_one_line()
    {
        var failure = Assert.Throws<TrainingException>(
            () => Regress(Fits.Rows(4, i => [i]), [1, double.NaN, 2, 3]));

        Assert.StartsWith("xgboost: ", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static void Check(int classes, double[] expected)
    {
        using var classifier = Fits.Fit("gradient-boosting", Fits.Arithmetic, Fits.ArithmeticLabels(classes), classes);
        Fits.EqualWithin(expected, classifier.Predict(Fits.ArithmeticTest).Probabilities!, 1e-6);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    private static FittedClassifier Regress(
        Matrix features, double[] targets, params (string Name, string Value)[] changes) =>
        Fits.Regress("gradient-boosting", features, targets, 0, changes).Classifier!;

    private static (Matrix Features, int[] Labels) Titanic(string part)
    {
        using var stream = typeof(BoostingTests).Assembly.GetManifestResourceStream("titanic_sound.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).Where(fields => fields[0] == part).ToList();
        return (
            Fits.Rows(rows.Count, i => Array.ConvertAll(
                rows[i][2..^1], field => double.Parse(field, CultureInfo.InvariantCulture))),
            [.. rows.Select(fields => int.Parse(fields[^1], CultureInfo.InvariantCulture))]);
    }
}

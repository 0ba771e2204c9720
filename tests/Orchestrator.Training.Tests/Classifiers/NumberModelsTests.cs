using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers;

/// <summary>The models without a network that predict numbers.</summary>
public sealed class NumberModelsTests
{
    private static readonly Matrix Features = Fits.Noise(80, 5, 11);
    private static readonly double[] Targets =
        [.. Enumerable.Range(0, 80).Select(i => 3 * Features[i, 0] - Features[i, 1] + 100)];

    [Fact]
    public void Majority_says_the_mean_of_the_targets()
    {
        var values = Values("majority", Targets, Fits.Noise(3, 5, 12));

        Assert.Equal([Targets.Average(), Targets.Average(), Targets.Average()], values);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    [InlineData("500")]
    public void Neighbours_give_the_mean_of_their_targets(string k)
    {
        var test = Fits.Noise(20, 5, 12);

        var values = Values("knn", Targets, test, ("k", k));

        for (var i = 0; i < test.Rows; i++)
        {
            var row = test.Row(i).ToArray();
            var mean = Enumerable.Range(0, 80)
                .OrderBy(t => Features.Row(t).ToArray().Zip(row, (a, b) => (a - b) * (a - b)).Sum())
                .Take(int.Parse(k)).Average(t => Targets[t]);
            Assert.Equal(mean, values[i], 9);
        }
    }

    [Fact]
    public void Every_model_that_regresses_and_no_other_fits_numbers_without_a_network()
    {
        foreach (var model in Fits.Models)
        {
            var fit = Record.Exception(() => Values(model, Targets, Features));
            if (ClassifierTrainers.Find(model).Algorithm.Regresses)
                Assert.Null(fit);
            else
                Assert.Equal($"{model} does not predict numbers.", Assert.IsType<TrainingException>(fit).Message);
        }
    }

    [Fact]
    public void Fewer_targets_than_rows_are_refused()
    {
        var error = Assert.Throws<TrainingException>(() => Values("knn", Targets[..5], Features));
        Assert.Contains("80 × 5 and 5 labels", error.Message, StringComparison.Ordinal);
    }

    private static double[] Values(
        string model, double[] targets, Matrix test, params (string Name, string Value)[] changes)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = SettingValues.Defaults(trainer.Algorithm);
        foreach (var (name, value) in changes)
            settings = settings.With(name, value);
        var task = new ClassifierFitTask(Fits.Key(1), Features, new int[Features.Rows], 0) { Targets = targets };
        using var fitted = Assert.Single(trainer.Fit([task], settings, TrainingContext.Cpu)).Classifier!;
        var predictions = fitted.Predict(test);
        Assert.Equal(new int[test.Rows], predictions.Labels);
        return predictions.Values!;
    }
}

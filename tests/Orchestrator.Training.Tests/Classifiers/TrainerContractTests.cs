using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers;

/// <summary>What holds of every trainer.</summary>
public sealed class TrainerContractTests
{
    public static TheoryData<string> Models => [.. Fits.Models];

    [Theory]
    [MemberData(nameof(Models))]
    public void Trainer_carries_out_the_catalogue_s_entry_of_its_name(string model)
    {
        var entry = ModelAlgorithms.All.Single(a => a.Name == model);
        Assert.Same(entry, ClassifierTrainers.Find(model).Algorithm);
        Assert.Equal(model is "svc" or "logreg" ? 2 : 1, entry.Version);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Labels_of_one_class_make_a_classifier_that_says_that_class(string model)
    {
        using var classifier = Fits.Fit(model, Fits.Noise(12, 3, 1), [.. Enumerable.Repeat(2, 12)], 4);
        var predictions = classifier.Predict(Fits.Noise(5, 3, 2));
        Assert.Equal([2, 2, 2, 2, 2], predictions.Labels);
        Assert.Equal([0, 0, 1, 0], predictions.Probabilities!.Row(3).ToArray());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_class_without_rows_is_never_predicted(string model)
    {
        var features = Fits.Noise(60, 3, 3);
        int[] labels = [.. Fits.NoisyLabels(features, 2, 3).Select(c => c == 0 ? 1 : 3)];
        using var classifier = Fits.Fit(model, features, labels, 5);
        var predictions = classifier.Predict(Fits.Noise(40, 3, 4));
        Assert.All(predictions.Labels, label => Assert.True(label is 1 or 3));
        for (var i = 0; i < 40; i++)
        {
            if (predictions.Probabilities is { } p)
            {
                Assert.Equal((0, 0, 0), (p[i, 0], p[i, 2], p[i, 4]));
                Assert.Equal(1, p.Row(i).ToArray().Sum(), 12);
            }
            else
            {
                Assert.True(predictions.Scores![i, 0] < Math.Min(predictions.Scores[i, 1], predictions.Scores[i, 3]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Fits_do_not_depend_on_neighbours_or_threads(string model)
    {
        var trainer = ClassifierTrainers.Find(model);
        var settings = SettingValues.Defaults(trainer.Algorithm);
        var test = Fits.Noise(50, 5, 99);
        var tasks = Enumerable.Range(0, 8).Select(k =>
        {
            var features = Fits.Noise(80, 5, (ulong)k);
            return new ClassifierFitTask(Fits.Key(k), features, Fits.NoisyLabels(features, 3, (ulong)k), 3);
        }).ToList();
        var together = trainer.Fit(tasks, settings, TrainingContext.Cpu)
            .Select(f => f.Classifier!.Predict(test)).ToList();
        var apart = new Predictions[tasks.Count];
        Parallel.For(0, tasks.Count, k =>
            apart[k] = trainer.Fit([tasks[k]], settings, TrainingContext.Cpu).Single().Classifier!.Predict(test));
        for (var k = 0; k < tasks.Count; k++)
        {
            Assert.Equal(together[k].Labels, apart[k].Labels);
            Assert.Equal(together[k].Probabilities?.Values, apart[k].Probabilities?.Values);
            Assert.Equal(together[k].Scores?.Values, apart[k].Scores?.Values);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tasks_are_fitted_one_per_step_and_not_after_a_cancellation(string model)
    {
        var trainer = ClassifierTrainers.Find(model);
        using var source = new CancellationTokenSource();
        var features = Fits.Noise(30, 2, 1);
        var task = new ClassifierFitTask(Fits.Key(1), features, Fits.NoisyLabels(features, 2, 1), 2);
        using var fits = trainer.Fit([task, task], SettingValues.Defaults(trainer.Algorithm),
            TrainingContext.Cpu with { Cancellation = source.Token }).GetEnumerator();
        Assert.True(fits.MoveNext());
        Assert.Equal(0, fits.Current.Task);
        Assert.True(fits.Current.FitSeconds >= 0);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => fits.MoveNext());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_table_that_cannot_be_fitted_is_refused(string model)
    {
        Assert.Throws<TrainingException>(() => Fits.Fit(model, new Matrix(0, 3), [], 2));
        Assert.Throws<TrainingException>(() => Fits.Fit(model, new Matrix(3, 0), [0, 1, 0], 2));
        Assert.Throws<TrainingException>(() => Fits.Fit(model, new Matrix(2, 1), [0], 2));
        Assert.Throws<TrainingException>(() => Fits.Fit(model, new Matrix(2, 1), [0, 2], 2));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Constant_columns_are_no_obstacle(string model)
    {
        using var classifier = Fits.Fit(model, Fits.Rows(9, _ => [1, 0]), [0, 1, 1, 0, 1, 1, 1, 0, 1], 2);
        Assert.Equal([1], classifier.Predict(Fits.Rows(1, _ => [1, 0])).Labels);
    }

    [Fact]
    public void An_unknown_model_has_no_trainer() =>
        Assert.Throws<KeyNotFoundException>(() => ClassifierTrainers.Find("oracle"));

    [Fact]
    public void Catalogue_defaults_are_canonical_and_allowed()
    {
        foreach (var setting in ModelAlgorithms.All.Concat(GeneratorAlgorithms.All).SelectMany(a => a.Settings))
        {
            Assert.NotEmpty(setting.Description);
            Assert.Equal(setting.Default, SettingText.Canonical(setting, setting.Default));
        }
    }
}

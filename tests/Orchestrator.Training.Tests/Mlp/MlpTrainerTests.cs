using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Mlp;

[Collection(TensorCollection.Name)]
public sealed class MlpTrainerTests
{
    private static readonly Matrix Test = NeuralTables.Table(200, 2, 99).Features;

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Replica_alone_and_among_others_gives_the_same_bits(string engine)
    {
        // Row counts differ, so the replicas stop at different times and the group is compacted again and again.
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "12"), ("patience", "3"));
        var tasks = Enumerable.Range(0, 16).Select(k => NeuralTables.ClassifierTask(k, 40 + (7 * k))).ToList();
        var trainer = new MlpTrainer(new(NeuralTables.Engine(engine), 16));

        var together = trainer.Fit(tasks, settings, TrainingContext.Cpu).ToDictionary(
            f => f.Task, f => Values(f.Classifier!));

        Assert.Equal(16, together.Count);
        foreach (var k in new[] { 0, 7, 15 })
            Assert.Equal(
                Values(trainer.Fit([tasks[k]], settings, TrainingContext.Cpu).Single().Classifier!), together[k]);
    }

    [Fact]
    public async Task Replica_on_another_thread_gives_the_same_bits()
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "5"));
        double[] Fit() => Values(
            new MlpTrainer().Fit([NeuralTables.ClassifierTask(5)], settings, TrainingContext.Cpu).Single().Classifier!);

        var here = Fit();
        var there = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(Fit, TestContext.Current.CancellationToken)));

        Assert.All(there, values => Assert.Equal(here, values));
    }

    [Theory]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.85)]
    public void Network_learns_classes_that_lie_apart(int classes, double least)
    {
        var fit = new MlpTrainer().Fit(
            [NeuralTables.ClassifierTask(1, 400, classes)], SettingValues.Defaults(
                MlpAlgorithm.Descriptor), TrainingContext.Cpu).Single();
        var test = NeuralTables.Table(300, classes, 8);

        var predictions = fit.Classifier!.Predict(test.Features);

        var accuracy = predictions.Labels.Zip(test.Labels).Average(p => p.First == p.Second ? 1.0 : 0);
        Assert.True(accuracy > least, $"accuracy {accuracy}");
        for (var i = 0; i < 300; i++)
        {
            var row = predictions.Probabilities!.Row(i).ToArray();
            Assert.Equal(1, row.Sum(), 5);
            Assert.Equal(predictions.Labels[i], Array.IndexOf(row, row.Max()));
        }
    }

    [Fact]
    public void Prediction_of_a_row_does_not_depend_on_the_rows_beside_it()
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "3"));
        var fit = new MlpTrainer().Fit([NeuralTables.ClassifierTask(1)], settings, TrainingContext.Cpu).Single();
        var all = fit.Classifier!.Predict(Test).Probabilities!;

        var one = fit.Classifier!.Predict(new Matrix(1, NeuralTables.Columns, Test.Row(131).ToArray())).Probabilities!;

        Assert.Equal(all[131, 1], one[0, 1]);
    }

    [Fact]
    public void Labels_of_one_class_predict_that_class()
    {
        var task = NeuralTables.ClassifierTask(1) with { Labels = [.. Enumerable.Repeat(1, 100)] };

        var fit = new MlpTrainer().Fit(
            [task], SettingValues.Defaults(MlpAlgorithm.Descriptor), TrainingContext.Cpu).Single();

        Assert.All(fit.Classifier!.Predict(Test).Labels, label => Assert.Equal(1, label));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(42)]
    public void Few_rows_still_give_a_classifier(int rows)
    {
        var fit = new MlpTrainer().Fit(
            [NeuralTables.ClassifierTask(1, rows)], SettingValues.Defaults(
                MlpAlgorithm.Descriptor), TrainingContext.Cpu).Single();

        Assert.All(fit.Classifier!.Predict(Test).Probabilities!.Values, p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void Task_without_rows_is_refused()
    {
        var task = new ClassifierFitTask(new TrialKey(NeuralTables.Key(1)), new Matrix(0, 5), [], 2);

        Assert.Throws<TrainingException>(() =>
            new MlpTrainer().Fit(
                [task], SettingValues.Defaults(MlpAlgorithm.Descriptor), TrainingContext.Cpu).ToList());
    }

    [Fact]
    public void Cancelled_fit_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var context = new TrainingContext("cpu", TimeProvider.System, source.Token);

        Assert.Throws<OperationCanceledException>(() => new MlpTrainer().Fit(
            [NeuralTables.ClassifierTask(1)], SettingValues.Defaults(MlpAlgorithm.Descriptor), context).ToList());
    }

    [Fact]
    public void Key_decides_the_network()
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "3"));
        var task = NeuralTables.ClassifierTask(1);
        var other = task with { Key = new TrialKey(NeuralTables.Key(2)) };

        var fits = new MlpTrainer().Fit([task, other], settings, TrainingContext.Cpu).OrderBy(f => f.Task).ToList();

        Assert.NotEqual(Values(fits[0].Classifier!), Values(fits[1].Classifier!));
    }

    private static double[] Values(FittedClassifier classifier) => classifier.Predict(Test).Probabilities!.Values;
}

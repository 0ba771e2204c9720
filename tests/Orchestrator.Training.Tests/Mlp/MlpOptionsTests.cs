using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Mlp;

[Collection(TensorCollection.Name)]
public sealed class MlpOptionsTests
{
    private static readonly PreparedTable Test = NeuralTables.Table(200, 2, 99);

    [Theory]
    [InlineData("hidden=7", "layers=1 neurons=7")]
    [InlineData("hidden=9,9,9", "layers=3 neurons=9 batch-norm-from=3")]
    [InlineData("layers=2 batch-norm=false", "layers=2 batch-norm-from=3")]
    [InlineData("layers=1 dropout-on=last", "layers=1 dropout-on=all")]
    [InlineData("schedule=step schedule-every=100", "schedule=constant")]
    public void Two_ways_of_saying_the_same_give_the_same_bits(string one, string other) =>
        Assert.Equal(Probabilities(one), Probabilities(other));

    [Theory]
    [InlineData("hidden=9,12", "hidden=12,9")]
    [InlineData("layers=2 dropout-on=last", "layers=2 dropout-on=all")]
    [InlineData("activation=sigmoid", "activation=tanh")]
    [InlineData("optimiser=nadam", "optimiser=adam")]
    [InlineData("initialiser=glorot-normal", "initialiser=he-normal")]
    [InlineData("schedule=one-cycle", "schedule=constant")]
    public void Settings_make_a_difference(string one, string other) =>
        Assert.NotEqual(Probabilities(one), Probabilities(other));

    [Theory]
    [InlineData("optimiser=sgd learning-rate=0.1")]
    [InlineData("optimiser=momentum learning-rate=0.02")]
    [InlineData("optimiser=rmsprop")]
    [InlineData("optimiser=adagrad learning-rate=0.05")]
    [InlineData("optimiser=nadam")]
    [InlineData("activation=sigmoid layers=2")]
    [InlineData("initialiser=orthogonal batch-norm=false layers=2")]
    [InlineData("schedule=one-cycle learning-rate=0.01")]
    [InlineData("monitor=loss patience=5 restore-best=false")]
    public void Networks_learn_classes_that_lie_apart(string changes)
    {
        var fit = Fit(NeuralTables.ClassifierTask(1, 400), "max-epochs=60 " + changes);

        var labels = fit.Classifier!.Predict(Test.Features).Labels;

        Assert.InRange(labels.Zip(Test.Labels).Average(p => p.First == p.Second ? 1.0 : 0), 0.9, 1);
    }

    [Fact]
    public void Zero_weights_stay_alike_and_say_one_class()
    {
        var fit = Fit(NeuralTables.ClassifierTask(1, 400), "max-epochs=20 layers=2 initialiser=zeros batch-norm=false");

        Assert.Single(fit.Classifier!.Predict(Test.Features).Labels.Distinct());
    }

    [Fact]
    public void Rate_that_falls_to_nothing_leaves_the_network_where_it_is()
    {
        const string Common = "restore-best=false batch-norm=false dropout=0 ";
        var first = Probabilities(Common + "max-epochs=1");

        var frozen = Probabilities(
            Common + "max-epochs=4 schedule=step schedule-every=1 schedule-factor=0.000001");
        var moving = Probabilities(Common + "max-epochs=4");

        Assert.All(first.Zip(frozen), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Contains(first.Zip(moving), pair => Math.Abs(pair.First - pair.Second) > 1e-2);
    }

    [Theory]
    [InlineData("loss")]
    [InlineData("accuracy")]
    public void Training_stops_when_patience_is_over_and_the_record_says_when(string monitor)
    {
        var changes = $"monitor={monitor} patience=4 max-epochs=200 learning-rate=0.02";
        var fit = Fit(NeuralTables.ClassifierTask(3, 120), changes);

        var record = fit.Record!;
        Assert.InRange(record.Epochs, 5, 199);
        Assert.InRange(record.BestValidationAccuracy!.Value, 0.5, 1);
        Assert.InRange(record.BestValidationLoss!.Value, 1e-6, 3);
        var best = Fit(NeuralTables.ClassifierTask(3, 120), $"{changes} max-epochs={record.Epochs - 4} restore-best=false");
        Assert.Equal(
            best.Classifier!.Predict(Test.Features).Probabilities!.Values,
            fit.Classifier!.Predict(Test.Features).Probabilities!.Values);
    }

    [Fact]
    public void Last_network_is_kept_where_the_best_is_not_restored()
    {
        const string Changes = "monitor=loss patience=4 max-epochs=200 learning-rate=0.02";
        var last = Fit(NeuralTables.ClassifierTask(3, 120), Changes + " restore-best=false");

        var cut = Fit(
            NeuralTables.ClassifierTask(3, 120), $"{Changes} patience=1000 max-epochs={last.Record!.Epochs} restore-best=false");

        Assert.Equal(
            cut.Classifier!.Predict(Test.Features).Probabilities!.Values,
            last.Classifier!.Predict(Test.Features).Probabilities!.Values);
        Assert.Equal(cut.Record, last.Record);
    }

    [Fact]
    public void Without_validation_rows_there_is_no_score_and_no_early_end()
    {
        var fit = Fit(NeuralTables.ClassifierTask(3, 120), "validation-split=0 max-epochs=7 patience=1");

        Assert.Equal((7, null, null), (fit.Record!.Epochs, fit.Record.BestValidationLoss, fit.Record.BestValidationAccuracy));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1000, -70)]
    [InlineData(0.001, 5)]
    public void Numbers_are_learnt_in_their_own_unit(double unit, double origin)
    {
        double Truth(Matrix features, int i) => origin + (unit * ((2 * features[i, 3]) - features[i, 4]));
        var task = Numbers(300, Truth);

        var fit = Fit(task, "max-epochs=80 layers=2 dropout=0 monitor=loss");

        var predictions = fit.Classifier!.Predict(Test.Features);
        Assert.Null(predictions.Probabilities);
        var wanted = Enumerable.Range(0, 200).Select(i => Truth(Test.Features, i)).ToArray();
        var mean = wanted.Average();
        var error = predictions.Values!.Zip(wanted).Average(p => Math.Pow(p.First - p.Second, 2));
        var variance = wanted.Average(value => Math.Pow(value - mean, 2));
        Assert.InRange(error / variance, 0, 0.1);
        Assert.InRange(fit.Record!.BestValidationLoss!.Value / variance, 0, 0.1);
        Assert.Null(fit.Record.BestValidationAccuracy);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(50)]
    public void Numbers_that_do_not_differ_or_are_few_are_answered_by_their_mean(int rows)
    {
        var fit = Fit(Numbers(rows, (_, i) => rows > 4 ? 3.5 : 2 + i), "layers=2");

        Assert.All(fit.Classifier!.Predict(Test.Features).Values!, value => Assert.Equal(3.5, value));
    }

    private static ClassifierFitTask Numbers(int rows, Func<Matrix, int, double> truth)
    {
        var task = NeuralTables.ClassifierTask(1, rows);
        return task with
        {
            Labels = new int[rows],
            ClassCount = 0,
            Targets = [.. Enumerable.Range(0, rows).Select(i => truth(task.Features, i))],
        };
    }

    private static double[] Probabilities(string changes) =>
        Fit(NeuralTables.ClassifierTask(4), "max-epochs=5 " + changes)
            .Classifier!.Predict(Test.Features).Probabilities!.Values;

    private static ClassifierFit Fit(ClassifierFitTask task, string changes) => new MlpTrainer().Fit(
        [task],
        NeuralTables.Settings(
            MlpAlgorithm.Descriptor, [.. changes.Split(' ').Select(change => change.Split('=')).Select(c => (c[0], c[1]))]),
        TrainingContext.Cpu).Single();
}

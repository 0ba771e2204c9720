using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.FullBatch;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.FullBatch;

public sealed class FullBatchTrainerTests(ITestOutputHelper output)
{
    public static TheoryData<string> Algorithms => ["gd", "gdm", "gda", "gdx", "cgf", "bfgs", "lm", "br"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Algorithm_learns_a_line_and_two_classes(string algorithm)
    {
        (string, string)[] changes =
            [("algorithm", algorithm), ("epochs", "400"), ("learning-rate", "0.1"), ("hidden", "6")];
        var features = NetworkCases.Uniform(150, 2, 6);
        double[] targets = [.. Enumerable.Range(0, 150).Select(i => 100 + 30 * features[i, 0] - 20 * features[i, 1])];
        int[] labels = [.. targets.Select(t => t > 100 ? 1 : 0)];

        var fit = Fits.Regress("mlp-full-batch", features, targets, 3, changes);
        using var classes = Fits.Fit("mlp-full-batch", features, labels, 2, 3, changes);

        var values = fit.Classifier!.Predict(features).Values!;
        var mse = values.Zip(targets).Average(p => (p.First - p.Second) * (p.First - p.Second));
        var predictions = classes.Predict(features);
        var accuracy = predictions.Labels.Zip(labels).Average(p => p.First == p.Second ? 1.0 : 0);
        output.WriteLine($"{algorithm}: mse {mse:E2}, accuracy {accuracy:F3}, epochs {fit.Record!.Epochs}");
        Assert.InRange(mse, 0, 40);
        Assert.InRange(accuracy, 0.95, 1);
        Assert.InRange(fit.Record.Epochs, 1, 400);
        for (var i = 0; i < 150; i++)
            Assert.Equal(predictions.Scores![i, 1] > 0 ? 1 : 0, predictions.Labels[i]);
    }

    [Fact]
    public void Levenberg_Marquardt_beats_gradient_descent_on_the_sine_of_a_square()
    {
        var x = Fits.Rows(943, i => [i * 0.01]);
        double[] y = [.. x.Values.Select(v => Math.Sin(v * v))];
        double Mse(string algorithm) => Fits.Regress(
            "mlp-full-batch", x, y, 1, ("algorithm", algorithm), ("epochs", "100"), ("hidden", "50"))
            .Classifier!.Predict(x).Values!.Zip(y).Average(p => (p.First - p.Second) * (p.First - p.Second));

        var (lm, gd) = (Mse("lm"), Mse("gd"));

        output.WriteLine($"lm {lm:E2}, gd {gd:E2}");
        Assert.True(lm < 0.2 * gd);
    }

    [Fact]
    public void Diverging_fit_is_an_error_with_its_epoch_and_leaves_the_next_alone()
    {
        var trainer = new FullBatchTrainer();
        var settings = Settings(("algorithm", "gd"), ("learning-rate", "0.5"), ("hidden", ""), ("epochs", "2000"));
        var good = new ClassifierFitTask(Fits.Key(1), NetworkCases.Uniform(50, 1, 1), new int[50], 0)
        {
            Targets = NetworkCases.Uniform(1, 50, 2).Values,
        };
        // The same column twenty times: the curvature is twenty times as large.
        var bad = good with { Features = Fits.Rows(50, i => [.. Enumerable.Repeat(good.Features[i, 0], 20)]) };

        var fits = trainer.Fit([bad, good], settings, TrainingContext.Cpu).ToList();

        Assert.Null(fits[0].Classifier);
        Assert.Matches(@"^diverged: the loss is not finite in epoch \d+ of 2000$", fits[0].Error!.Message);
        Assert.Null(fits[1].Error);
        Assert.NotNull(fits[1].Classifier);
    }

    [Fact]
    public void Validation_keeps_the_best_network_and_stops_after_enough_worse_epochs()
    {
        var features = Fits.Noise(60, 3, 5);
        var random = new PhiloxSequence(1, 1);
        double[] noise = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
        (string, string)[] changes = [("hidden", "20"), ("validation-split", "0.3"), ("max-fail", "4")];

        var fit = Fits.Regress("mlp-full-batch", features, noise, 2, changes);

        Assert.InRange(fit.Record!.Epochs, 4, 200);
        var values = fit.Classifier!.Predict(features).Values!;
        var validation = Enumerable.Range(42, 18).Average(i => (values[i] - noise[i]) * (values[i] - noise[i]));
        Assert.Equal(fit.Record.BestValidationLoss!.Value, validation, 1e-9);
        Assert.Null(fit.Record.BestValidationAccuracy);
    }

    [Fact]
    public void Record_of_a_classification_has_the_accuracy_on_the_validation_rows()
    {
        var features = Fits.Noise(100, 2, 8);
        var labels = Fits.NoisyLabels(features, 3, 8);
        var task = new ClassifierFitTask(Fits.Key(1), features, labels, 3);

        var fit = new FullBatchTrainer().Fit(
            [task], Settings(("validation-split", "0.2"), ("max-fail", "1000"), ("epochs", "1")), TrainingContext.Cpu).Single();

        var right = fit.Classifier!.Predict(features).Labels.Zip(labels).Skip(80).Count(p => p.First == p.Second);
        Assert.Equal(right / 20.0, fit.Record!.BestValidationAccuracy);
        Assert.Equal(1, fit.Record.Epochs);
    }

    [Fact]
    public void Goal_ends_training()
    {
        var features = NetworkCases.Uniform(100, 1, 5);
        double[] targets = [.. features.Values.Select(x => x * x)];

        var soon = Fits.Regress("mlp-full-batch", features, targets, 2, ("goal", "0.05")).Record!.Epochs;
        var later = Fits.Regress("mlp-full-batch", features, targets, 2, ("goal", "1E-05")).Record!.Epochs;

        Assert.InRange(soon, 1, later - 1);
        Assert.InRange(later, 2, 100);
    }

    [Fact]
    public void Too_many_parameters_for_a_square_matrix_are_refused_in_words()
    {
        var features = NetworkCases.Uniform(5, 100, 1);

        var refusal = Assert.Throws<TrainingException>(
            () => Fits.Fit("mlp-full-batch", features, [0, 1, 0, 1, 1], 2, 0, ("hidden", "70")));

        Assert.Contains("7141 are too many", refusal.Message);
    }

    [Fact]
    public void Cancellation_is_observed_within_a_fit()
    {
        using var source = new CancellationTokenSource();
        var context = TrainingContext.Cpu with { Cancellation = source.Token, Epochs = new CancelAfter(3, source) };
        var task = new ClassifierFitTask(Fits.Key(1), Fits.Noise(50, 2, 1), new int[50], 0)
        {
            Targets = NetworkCases.Uniform(1, 50, 3).Values,
        };

        Assert.Throws<OperationCanceledException>(
            () => new FullBatchTrainer().Fit([task], Settings(("algorithm", "gd")), context).ToList());
    }

    [Fact]
    public void First_weights_spread_the_units_over_the_inputs()
    {
        var shape = new NetworkShape(3, [12, 7], 2, HiddenActivation.Tanh);
        var drawn = NguyenWidrow.Draw(shape, new PhiloxSequence(1, 1));

        for (var u = 0; u < 12; u++)
        {
            var length = Math.Sqrt(drawn.AsSpan(shape.Weights(0) + 3 * u, 3).ToArray().Sum(w => w * w));
            Assert.Equal(2 * 0.7 * Math.Pow(12, 1.0 / 3), length, 1e-12);
        }

        var biases = drawn.AsSpan(shape.Biases(0), 12).ToArray().Select(Math.Abs);
        Assert.Equal(2 * 0.7 * Math.Pow(12, 1.0 / 3), biases.Max(), 1e-12);
        Assert.All(drawn[shape.Weights(2)..], weight => Assert.InRange(weight, -1, 1));
    }

    private static SettingValues Settings(params (string Name, string Value)[] changes) => changes.Aggregate(
        SettingValues.Defaults(FullBatchAlgorithm.Descriptor), (values, change) => values.With(change.Name, change.Value));

    private sealed class CancelAfter(int epochs, CancellationTokenSource source) : IEpochObserver
    {
        public void EpochEnded(EpochLosses epoch)
        {
            Assert.True(epoch.Epoch <= epochs, "An epoch ended after the cancellation.");
            if (epoch.Epoch == epochs)
                source.Cancel();
        }
    }
}

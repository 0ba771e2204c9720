using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

[Collection(TensorCollection.Name)]
public sealed class GanTrainerTests
{
    [Theory]
    [InlineData("wgan-gp", "simd")]
    [InlineData("wgan-gp", "torch")]
    [InlineData("dcgan", "simd")]
    [InlineData("dcgan", "torch")]
    public void Replica_alone_and_anywhere_among_others_gives_the_same_bits(string name, string engine)
    {
        var trainer = Trainer(name, engine);
        var settings = NeuralTables.Settings(trainer.Algorithm, ("epochs", "3"));
        var tasks = Enumerable.Range(0, 16).Select(k => NeuralTables.GeneratorTask(k)).ToList();

        var together = trainer.FitAll(tasks, settings, TrainingContext.Cpu);

        foreach (var k in new[] { 0, 9, 15 })
        {
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(Values(alone), Values(together[k]));
            Assert.Equal(alone.Trace.DiscriminatorLoss, together[k].Trace.DiscriminatorLoss);
        }
    }

    [Theory]
    [InlineData("wgan-gp")]
    [InlineData("dcgan")]
    public async Task Replica_on_another_thread_gives_the_same_bits(string name)
    {
        var trainer = GeneratorTrainers.Find(name);
        var settings = NeuralTables.Settings(trainer.Algorithm, ("epochs", "2"));
        double[] Fit() => Values(trainer.FitAll([NeuralTables.GeneratorTask(3)], settings, TrainingContext.Cpu)[0]);

        var here = Fit();
        var there = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(Fit, TestContext.Current.CancellationToken)));

        Assert.All(there, values => Assert.Equal(here, values));
    }

    [Fact]
    public void Tasks_of_different_shapes_come_back_in_their_order()
    {
        var trainer = GeneratorTrainers.Find("wgan-gp");
        var settings = NeuralTables.Settings(trainer.Algorithm, ("epochs", "1"));
        GeneratorFitTask[] tasks =
        [
            NeuralTables.GeneratorTask(1, 50),
            NeuralTables.GeneratorTask(2, 40, 3),
            NeuralTables.GeneratorTask(3, 50),
        ];

        var fitted = trainer.FitAll(tasks, settings, TrainingContext.Cpu);

        Assert.Equal(tasks.Select(t => t.Key), fitted.Select(f => f.Trace.Key));
        Assert.All(fitted[1].Synthesise(200, TrainingContext.Cpu).Labels, label => Assert.InRange(label, 0, 2));
    }

    [Fact]
    public void Fewer_synthetic_rows_are_the_first_of_more()
    {
        var fitted = Quick("wgan-gp");

        var (few, many) = (fitted.Synthesise(259, TrainingContext.Cpu), fitted.Synthesise(700, TrainingContext.Cpu));

        Assert.Equal(many.Features.Values[..few.Features.Values.Length], few.Features.Values);
        Assert.Equal(many.Labels[..259], few.Labels);
        Assert.Empty(fitted.Synthesise(0, TrainingContext.Cpu).Labels);
    }

    [Theory]
    [InlineData("wgan-gp")]
    [InlineData("dcgan")]
    public void Training_moves_the_rows_towards_the_data(string name)
    {
        var task = NeuralTables.GeneratorTask(1, 400);
        var trainer = GeneratorTrainers.Find(name);
        FittedGenerator Fit(string epochs) =>
            trainer.FitAll(
                [task],
                NeuralTables.Settings(trainer.Algorithm, ("epochs", epochs), ("learning-rate", "0.001")),
                TrainingContext.Cpu)[0];

        // The wanted relation: the last number falls by 3 from class 0 to class 1.
        static double Fall(PreparedTable table)
        {
            double Mean(int label) => Enumerable.Range(0, table.Labels.Length).Where(i => table.Labels[i] == label)
                .Select(i => table.Features[i, 4]).DefaultIfEmpty(0).Average();
            return Mean(0) - Mean(1);
        }

        var (start, end) = (
            Fall(Fit("1").Synthesise(500, TrainingContext.Cpu)), Fall(Fit("60").Synthesise(500, TrainingContext.Cpu)));
        Assert.True(Math.Abs(end - 3) < Math.Abs(start - 3), $"start {start}, end {end}");
        Assert.InRange(end, 1, 5);
    }

    [Fact]
    public void Trace_has_an_entry_an_epoch_of_finite_numbers()
    {
        foreach (var name in new[] { "wgan-gp", "dcgan" })
        {
            var trace = Quick(name).Trace;
            foreach (
                var series in new[] { trace.GeneratorLoss, trace.DiscriminatorLoss, trace.RealScore, trace.FakeScore })
            {
                Assert.Equal(3, series.Count);
                Assert.All(series, value => Assert.True(float.IsFinite(value)));
            }
        }
    }

    [Fact]
    public void Published_penalty_starts_in_the_hundreds_and_falls()
    {
        var trainer = GeneratorTrainers.Find("wgan-gp");
        var settings = NeuralTables.Settings(
            trainer.Algorithm, ("penalty", "published"), ("range", "unit"), ("label", "published"));

        var trace = trainer.FitAll([NeuralTables.GeneratorTask(1, 1047)], settings, TrainingContext.Cpu)[0].Trace;

        Assert.InRange(trace.DiscriminatorLoss[0], 30, 1500);
        Assert.InRange(trace.DiscriminatorLoss[39], -2, 12);
        Assert.True(trace.DiscriminatorLoss[0] > 10 * trace.DiscriminatorLoss[39]);
    }

    [Fact]
    public void Single_row_is_refused_with_the_count()
    {
        var trainer = GeneratorTrainers.Find("dcgan");

        var error = Assert.Throws<TrainingException>(() => trainer.FitAll(
            [NeuralTables.GeneratorTask(1, 1)], SettingValues.Defaults(trainer.Algorithm), TrainingContext.Cpu));

        Assert.Contains("at least 2 training rows; there are 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wgan-gp")]
    [InlineData("dcgan")]
    public void Fewer_rows_than_a_batch_train_as_one_batch(string name)
    {
        var trainer = GeneratorTrainers.Find(name);
        var fitted = trainer.FitAll(
            [NeuralTables.GeneratorTask(1, 7)], NeuralTables.Settings(
                trainer.Algorithm, ("epochs", "4")), TrainingContext.Cpu)[0];

        Assert.All(Values(fitted), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Loss_that_is_not_finite_names_the_epoch()
    {
        var trainer = GeneratorTrainers.Find("wgan-gp");
        var task = NeuralTables.GeneratorTask(1);
        task.Table.Features[5, 3] = double.NaN;

        var error = Assert.Throws<TrainingException>(() =>
            trainer.FitAll([task], NeuralTables.Settings(trainer.Algorithm, ("range", "unit")), TrainingContext.Cpu));

        Assert.Contains("epoch 1 of 40", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_fit_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var trainer = GeneratorTrainers.Find("wgan-gp");

        Assert.Throws<OperationCanceledException>(() => trainer.FitAll(
            [NeuralTables.GeneratorTask(1)], SettingValues.Defaults(trainer.Algorithm),
            new TrainingContext("cpu", TimeProvider.System, source.Token)));
    }

    [Fact]
    public void Unknown_name_is_refused_with_the_names_there_are()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => GeneratorTrainers.Find("vae"));

        Assert.Contains(
            "wgan-gp, wgan, dcgan, gan, noise, duplicate, independent, smote, gaussian-copula, tab-ddpm, ctgan, tvae",
            error.Message, StringComparison.Ordinal);
    }

    private static GanTrainer Trainer(string name, string engine) => name == "dcgan"
        ? new DcganTrainer(new(NeuralTables.Engine(engine), 16))
        : new WganGpTrainer(new(NeuralTables.Engine(engine), 16));

    private static FittedGenerator Quick(string name)
    {
        var trainer = GeneratorTrainers.Find(name);
        return trainer.FitAll(
            [NeuralTables.GeneratorTask(1)], NeuralTables.Settings(
                trainer.Algorithm, ("epochs", "3")), TrainingContext.Cpu)[0];
    }

    private static double[] Values(FittedGenerator fitted) =>
        fitted.Synthesise(300, TrainingContext.Cpu).Features.Values;
}

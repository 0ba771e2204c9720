using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

[Collection(TensorCollection.Name)]
public sealed class GanDivergenceTests
{
    private static readonly int[] Sound = [0, 2, 3];

    [Theory]
    [InlineData("gan", "simd", "")]
    [InlineData("gan", "torch", "batch-norm=training")]
    [InlineData("wgan", "simd", "ema=0.9")]
    [InlineData("wgan-gp", "simd", "")]
    [InlineData("wgan-gp", "torch", "")]
    [InlineData("dcgan", "simd", "evaluate-every=1")]
    public void Replica_that_diverges_ends_and_its_neighbours_go_on_as_if_alone(string name, string engine, string changes)
    {
        var trainer = GanTables.Trainer(name, engine);
        var settings = GanTables.Settings(trainer.Algorithm, "epochs=5,range=unit," + changes);
        var tasks = Enumerable.Range(0, 4).Select(k => NeuralTables.GeneratorTask(k)).ToList();
        tasks[1].Table.Features[5, 3] = double.NaN;
        var observer = new Recorder();

        var fits = trainer.Fit(tasks, settings, TrainingContext.Cpu with { Epochs = observer });

        Assert.Null(fits[1].Generator);
        Assert.Equal("diverged: the loss is not finite in epoch 1 of 5", fits[1].Error!.Message);
        foreach (var k in Sound)
        {
            Assert.Null(fits[k].Error);
            var alone = trainer.FitAll([tasks[k]], settings, TrainingContext.Cpu)[0];
            Assert.Equal(alone.Trace.GeneratorLoss, fits[k].Generator!.Trace.GeneratorLoss);
            Assert.Equal(alone.Trace.DiscriminatorLoss, fits[k].Generator!.Trace.DiscriminatorLoss);
            Assert.Equal(GanTables.Rows(alone), GanTables.Rows(fits[k].Generator!));
        }

        Assert.Equal([1, 2, 3, 4, 5], observer.Epochs.Select(e => e.Epoch));
        Assert.All(observer.Epochs, e => Assert.Equal(
            Sound.Average(k => (double)fits[k].Generator!.Trace.GeneratorLoss[e.Epoch - 1]), e.Loss!.Value, 6));
    }

    [Fact]
    public void Divergence_in_the_course_of_training_names_its_epoch()
    {
        // Descent on rows that are a million times as large as the neighbours' overshoots further in every step.
        var trainer = GanTables.Trainer("gan");
        var settings = GanTables.Settings(
            trainer.Algorithm, "epochs=30,range=unit,output=linear,optimiser=sgd,learning-rate=0.1,dropout=0,batch=50");
        var tasks = Enumerable.Range(0, 3).Select(k => NeuralTables.GeneratorTask(k)).ToList();
        for (var i = 0; i < 100; i++)
            tasks[2].Table.Features[i, 4] *= 1e6;

        var fits = trainer.Fit(tasks, settings, TrainingContext.Cpu);
        var alone = trainer.Fit([tasks[2]], settings, TrainingContext.Cpu)[0];

        Assert.Matches(@"^diverged: the loss is not finite in epoch ([2-9]|[12]\d) of 30$", fits[2].Error!.Message);
        Assert.Equal(alone.Error!.Message, fits[2].Error!.Message);
        Assert.All(GanTables.Rows(fits[0].Generator!), value => Assert.True(double.IsFinite(value)));
        Assert.Equal(30, fits[1].Generator!.Trace.GeneratorLoss.Count);
    }

    [Fact]
    public void Group_of_none_but_diverging_replicas_ends_at_once()
    {
        var trainer = GanTables.Trainer("wgan");
        var tasks = Enumerable.Range(0, 2).Select(k => NeuralTables.GeneratorTask(k)).ToList();
        foreach (var task in tasks)
            task.Table.Features[0, 4] = double.PositiveInfinity;
        var observer = new Recorder();

        var fits = trainer.Fit(
            tasks, GanTables.Settings(trainer.Algorithm, "range=unit"), TrainingContext.Cpu with { Epochs = observer });

        Assert.All(fits, fit => Assert.Contains("epoch 1 of 40", fit.Error!.Message, StringComparison.Ordinal));
        Assert.Equal(new EpochLosses(1, 40, null, null), Assert.Single(observer.Epochs));
    }

    [Fact]
    public void Task_of_too_few_rows_fails_alone()
    {
        var trainer = GeneratorTrainers.Find("gan");

        var fits = trainer.Fit(
            [NeuralTables.GeneratorTask(1, 1), NeuralTables.GeneratorTask(2)],
            GanTables.Settings(trainer.Algorithm, "epochs=1"), TrainingContext.Cpu);

        Assert.Equal("gan needs at least 2 training rows; there are 1.", fits[0].Error!.Message);
        Assert.NotNull(fits[1].Generator);
    }

    private sealed class Recorder : IEpochObserver
    {
        public List<EpochLosses> Epochs { get; } = [];

        public void EpochEnded(EpochLosses epoch) => Epochs.Add(epoch);
    }
}

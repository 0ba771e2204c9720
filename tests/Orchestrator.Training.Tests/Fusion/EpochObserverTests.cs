using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Generators;

namespace Orchestrator.Training.Tests.Fusion;

[Collection(TensorCollection.Name)]
public sealed class EpochObserverTests
{
    [Theory]
    [InlineData("wgan-gp")]
    [InlineData("dcgan")]
    public void Generator_fit_tells_of_each_epoch_with_the_mean_losses_of_its_traces(string name)
    {
        GeneratorTrainer trainer = name == "wgan-gp"
            ? new WganGpTrainer(new(NeuralTables.Engine("simd"), 2))
            : new DcganTrainer(new(NeuralTables.Engine("simd"), 2));
        var settings = NeuralTables.Settings(trainer.Algorithm, ("epochs", "4"));
        var observer = new Recorder();

        var fitted = trainer.FitAll(
            [NeuralTables.GeneratorTask(1), NeuralTables.GeneratorTask(2)], settings,
            TrainingContext.Cpu with { Epochs = observer });

        Assert.Equal([1, 2, 3, 4], observer.Epochs.Select(e => e.Epoch));
        Assert.All(observer.Epochs, epoch =>
        {
            Assert.Equal(4, epoch.Epochs);
            Assert.Equal(fitted.Average(f => (double)f.Trace.GeneratorLoss[epoch.Epoch - 1]), epoch.Loss!.Value, 5);
            Assert.Equal(
                fitted.Average(f => (double)f.Trace.DiscriminatorLoss[epoch.Epoch - 1]), epoch.DiscriminatorLoss!.Value, 5);
        });
    }

    [Theory]
    [InlineData("simd", 2)]
    [InlineData("simd", 3)]
    [InlineData("torch", 2)]
    [InlineData("torch", 3)]
    public void Model_fit_gives_the_same_bits_observed_or_not_and_a_loss_that_falls(string engine, int classes)
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "12"), ("patience", "12"));
        var tasks = Enumerable.Range(0, 4).Select(k => NeuralTables.ClassifierTask(k, 90 + (30 * k), classes)).ToList();
        var trainer = new MlpTrainer(new(NeuralTables.Engine(engine), 16));
        var observer = new Recorder();

        var plain = Probabilities(TrainingContext.Cpu);
        var observed = Probabilities(TrainingContext.Cpu with { Epochs = observer });

        Assert.Equal(plain, observed);
        Assert.Equal(Enumerable.Range(1, 12), observer.Epochs.Select(e => e.Epoch));
        Assert.All(observer.Epochs, e => Assert.Equal((12, null), (e.Epochs, e.DiscriminatorLoss)));
        Assert.InRange(observer.Epochs[^1].Loss!.Value, 1e-6, observer.Epochs[0].Loss!.Value);

        double[] Probabilities(TrainingContext context) =>
        [
            .. trainer.Fit(tasks, settings, context).OrderBy(fit => fit.Task).SelectMany(
                fit => fit.Classifier!.Predict(NeuralTables.Table(50, classes, 9).Features).Probabilities!.Values),
        ];
    }

    [Fact]
    public void Engines_agree_on_the_loss_of_an_epoch()
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "1"), ("dropout", "0"));
        foreach (var classes in new[] { 2, 3 })
        {
            var (simd, torch) = (LossOf("simd", classes, settings), LossOf("torch", classes, settings));
            Assert.Equal(simd, torch, 4);
            Assert.InRange(simd, 0.1, 3);
        }
    }

    private static double LossOf(string engine, int classes, SettingValues settings)
    {
        var observer = new Recorder();
        _ = new MlpTrainer(new(NeuralTables.Engine(engine), 1))
            .Fit([NeuralTables.ClassifierTask(4, 60, classes)], settings, TrainingContext.Cpu with { Epochs = observer })
            .ToList();
        return Assert.Single(observer.Epochs).Loss!.Value;
    }

    private sealed class Recorder : IEpochObserver
    {
        public List<EpochLosses> Epochs { get; } = [];

        public void EpochEnded(EpochLosses epoch) => Epochs.Add(epoch);
    }
}

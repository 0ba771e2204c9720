using System.Runtime.InteropServices;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Mlp;

/// <summary>
/// What networks predicted when version 1 of <c>mlp</c> was released: stored results are looked up by keys that name
/// this version, so its bits must stand. The digests are of single-precision probabilities.
/// </summary>
public sealed class UnchangedNetworkTests
{
    [Theory]
    [InlineData("batch=32", 2, "5c0cdf673e0d7a14")]
    [InlineData("batch=32", 3, "1772b2340093bc7c")]
    [InlineData("activation=relu batch=16 neurons=50 layers=3", 2, "1741fc917d44aac6")]
    [InlineData("activation=tanh batch-norm=false dropout=0", 2, "a69242679f4d636f")]
    [InlineData("activation=elu validation-split=0 dropout=0.5 batch-norm-momentum=0.9", 3, "0b16bbf7e5b42971")]
    [InlineData("activation=leaky-relu patience=2 learning-rate=0.02 neurons=99", 2, "0bbf078c290b3ddc")]
    public void Settings_of_the_first_release_give_its_bits(string changes, int classes, string digest)
    {
        var settings = NeuralTables.Settings(
            MlpAlgorithm.Descriptor,
            [("max-epochs", "9"), .. changes.Split(' ').Select(change => change.Split('=')).Select(c => (c[0], c[1]))]);
        var tasks = Enumerable.Range(7, 2)
            .Select(seed => NeuralTables.ClassifierTask(seed, 50 + (15 * seed), classes)).ToList();
        var test = NeuralTables.Table(70, classes, 9).Features;

        var fits = new MlpTrainer().Fit(tasks, settings, TrainingContext.Cpu).OrderBy(fit => fit.Task);

        float[] probabilities =
        [
            .. fits.SelectMany(fit => fit.Classifier!.Predict(test).Probabilities!.Values).Select(p => (float)p),
        ];
        Assert.Equal(digest, Digest.Of(MemoryMarshal.AsBytes(probabilities.AsSpan())).ToString()[..16]);
    }
}

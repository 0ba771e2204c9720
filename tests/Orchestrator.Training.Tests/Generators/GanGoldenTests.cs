using System.Runtime.InteropServices;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

/// <summary>
/// Digests of what the first release gave, losses and synthetic rows: stored results stay valid as long as these hold.
/// </summary>
public sealed class GanGoldenTests
{
    [Theory]
    [InlineData("wgan-gp", "", "abb0f282a88946db")]
    [InlineData("wgan-gp", "penalty=published,n-critic=3,label=published,range=unit,categories=raw", "0f0c20709132bbba")]
    [InlineData("wgan-gp", "activation=tanh,layers=3,power=4,dropout=0,batch=20", "7a92d79688021773")]
    [InlineData("dcgan", "", "c3914fcc3ce076aa")]
    [InlineData("dcgan", "batch-norm=published,activation=leaky-relu,batch=64", "0196d21e7e32bc01")]
    public void Results_are_those_of_the_first_release(string name, string changes, string expected)
    {
        var trainer = GeneratorTrainers.Find(name);
        var pairs = changes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(change => change.Split('='));
        var settings = NeuralTables.Settings(
            trainer.Algorithm, [("epochs", "5"), .. pairs.Select(pair => (pair[0], pair[1]))]);

        var fitted = trainer.FitAll(
            [NeuralTables.GeneratorTask(1, 90, name == "dcgan" ? 3 : 2)], settings, TrainingContext.Cpu)[0];

        Assert.Equal(expected, Digest(fitted));
    }

    private static string Digest(FittedGenerator fitted)
    {
        var (trace, rows) = (fitted.Trace, fitted.Synthesise(300, TrainingContext.Cpu));
        float[] losses = [.. trace.GeneratorLoss, .. trace.DiscriminatorLoss, .. trace.RealScore, .. trace.FakeScore];
        byte[] bytes =
        [
            .. MemoryMarshal.AsBytes(losses.AsSpan()), .. MemoryMarshal.AsBytes(rows.Features.Values.AsSpan()),
            .. MemoryMarshal.AsBytes(rows.Labels.AsSpan()),
        ];
        return Orchestrator.Sweeps.Trials.Digest.Of(bytes).ToString()[..16];
    }
}

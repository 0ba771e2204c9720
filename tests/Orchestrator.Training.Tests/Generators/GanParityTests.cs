using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

/// <summary>The two engines give the same GANs, but for rounding.</summary>
[Collection(TensorCollection.Name)]
public sealed class GanParityTests
{
    [Theory]
    [InlineData("gan", "")]
    [InlineData("gan", "optimiser=sgd,learning-rate=0.05,output=linear,label-smoothing=0.1,ema=0.8")]
    [InlineData("gan", "optimiser=rmsprop,batch-norm=training,generator-dropout=0.2,initialiser=he-uniform,n-critic=2")]
    [InlineData("gan", "schedule=one-cycle,latent-distribution=sphere,hidden=20+50,discriminator-hidden=33")]
    [InlineData("wgan", "learning-rate=0.002")]
    [InlineData("wgan", "n-critic=2,schedule=step,schedule-every=2,generator-dropout=0.1,latent-distribution=uniform,ema=0.5")]
    [InlineData("dcgan", "n-critic=2,label-smoothing=0.2,generator-dropout=0.2,ema=0.9")]
    [InlineData("wgan-gp", "hidden=40,ema=0.9,schedule=one-cycle,generator-dropout=0.2")]
    public void Libtorch_and_vector_code_agree(string name, string changes)
    {
        var algorithm = GanTables.Trainer(name).Algorithm;
        var settings = GanTables.Settings(
            algorithm, "epochs=5,evaluate-every=5,interpolation=9,categories=raw," + changes);
        GeneratorFitTask[] tasks =
            [NeuralTables.GeneratorTask(1, 70), NeuralTables.GeneratorTask(2, 70)];

        var torch = GanTables.Trainer(name, "torch").FitAll(tasks, settings, TrainingContext.Cpu);
        var simd = GanTables.Trainer(name).FitAll(tasks, settings, TrainingContext.Cpu);

        for (var k = 0; k < 2; k++)
        {
            Near(torch[k].Trace.DiscriminatorLoss, simd[k].Trace.DiscriminatorLoss);
            Near(torch[k].Trace.GeneratorLoss, simd[k].Trace.GeneratorLoss);
            Near(torch[k].Trace.RealScore, simd[k].Trace.RealScore);
            Near(torch[k].Trace.Details!.LatentPath, simd[k].Trace.Details!.LatentPath, 5e-3f);
            Assert.Equal(
                torch[k].Trace.Details!.Evaluations[0].Diversity, simd[k].Trace.Details!.Evaluations[0].Diversity, 2e-3);
            var (a, b) = (torch[k].Synthesise(50, TrainingContext.Cpu), simd[k].Synthesise(50, TrainingContext.Cpu));
            for (var i = 0; i < a.Features.Values.Length; i++)
                Assert.Equal(a.Features.Values[i], b.Features.Values[i], 5e-3);
        }
    }

    [Fact]
    public void Numeric_targets_train_the_same_on_both_engines()
    {
        var settings = GanTables.Settings(GanTables.Trainer("gan").Algorithm, "epochs=4,output=linear");

        var torch = GanTables.Trainer("gan", "torch").FitAll([GanTables.CircleTask(1, 64)], settings, TrainingContext.Cpu);
        var simd = GanTables.Trainer("gan").FitAll([GanTables.CircleTask(1, 64)], settings, TrainingContext.Cpu);

        var (a, b) = (GanTables.Rows(torch[0]), GanTables.Rows(simd[0]));
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(a[i], b[i], 2e-3);
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Mixing_and_clipping_are_as_by_hand(string name)
    {
        using FusionEngine engine = name == "torch" ? new TorchEngine(2, "cpu") : new SimdEngine(2);
        var (x, y) = (engine.Allocate(1, 48), engine.Allocate(1, 48));
        for (var k = 0; k < 2; k++)
        {
            new RandomStream(NeuralTables.Key(k), RandomPurpose.Noise, 1).Normal(0, engine.Stage(x, k));
            new RandomStream(NeuralTables.Key(k), RandomPurpose.Noise, 2).Normal(0, engine.Stage(y, k));
        }

        engine.Stage(y, 1)[7] = float.NaN;
        float[][] before = [engine.Stage(y, 0).ToArray(), engine.Stage(y, 1).ToArray()];
        engine.Commit(x);
        engine.Commit(y);

        engine.Mix(y, 0.75f, x, -2);
        var mixed = new float[48];
        engine.Download(y, 0, mixed);
        engine.Clip(y, 0.5f);

        for (var k = 0; k < 2; k++)
        {
            var clipped = new float[48];
            engine.Download(y, k, clipped);
            for (var i = 0; i < 48; i++)
            {
                var expected = (0.75f * before[k][i]) - (2 * engine.Stage(x, k)[i]);
                if (k == 0)
                    Assert.Equal(expected, mixed[i], 1e-6f);
                Assert.Equal(float.IsNaN(expected) ? expected : Math.Clamp(expected, -0.5f, 0.5f), clipped[i], 1e-6f);
            }
        }
    }

    private static void Near(IReadOnlyList<float> expected, IReadOnlyList<float> actual, float tolerance = 1e-3f)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i], tolerance * (1 + MathF.Abs(expected[i])));
    }
}

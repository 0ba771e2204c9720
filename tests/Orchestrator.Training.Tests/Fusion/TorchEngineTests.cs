using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Randomness;
using static TorchSharp.torch;

namespace Orchestrator.Training.Tests.Fusion;

[Collection(TensorCollection.Name)]
public sealed class TorchEngineTests
{
    private static readonly int[] RowCounts = [61, 90, 77];

    [Theory]
    [InlineData("wgan-gp", "per-row", 40)]
    [InlineData("wgan-gp", "published", 40)]
    [InlineData("wgan-gp", "per-row", 21)]
    [InlineData("dcgan", "training", 40)]
    [InlineData("dcgan", "published", 21)]
    public void Gans_trained_by_libtorch_and_by_vector_code_agree(string name, string variant, int rows)
    {
        var algorithm = GeneratorTrainers.Find(name).Algorithm;
        var settings = NeuralTables.Settings(
            algorithm, ("epochs", "6"), (name == "dcgan" ? "batch-norm" : "penalty", variant), ("categories", "raw"));
        GeneratorFitTask[] tasks = [NeuralTables.GeneratorTask(1, rows), NeuralTables.GeneratorTask(2, rows)];
        GanTrainer Trainer(string engine) => name == "dcgan"
            ? new DcganTrainer(new(NeuralTables.Engine(engine), 16))
            : new WganGpTrainer(new(NeuralTables.Engine(engine), 16));

        var torch = Trainer("torch").FitAll(tasks, settings, TrainingContext.Cpu);
        var simd = Trainer("simd").FitAll(tasks, settings, TrainingContext.Cpu);

        for (var k = 0; k < tasks.Length; k++)
        {
            for (var e = 0; e < 6; e++)
            {
                var loss = simd[k].Trace.DiscriminatorLoss[e];
                Assert.Equal(torch[k].Trace.DiscriminatorLoss[e], loss, 1e-3f * (1 + MathF.Abs(loss)));
                Assert.Equal(torch[k].Trace.GeneratorLoss[e], simd[k].Trace.GeneratorLoss[e], 1e-3f);
            }

            var (a, b) = (torch[k].Synthesise(50, TrainingContext.Cpu), simd[k].Synthesise(50, TrainingContext.Cpu));
            for (var i = 0; i < a.Features.Values.Length; i++)
                Assert.Equal(a.Features.Values[i], b.Features.Values[i], 5e-3);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Networks_trained_by_libtorch_and_by_vector_code_agree(int classes)
    {
        var settings = NeuralTables.Settings(MlpAlgorithm.Descriptor, ("max-epochs", "2"));
        var tasks = RowCounts.Select((rows, seed) => NeuralTables.ClassifierTask(seed, rows, classes)).ToList();
        var test = NeuralTables.Table(50, classes, 9).Features;

        double[][] Probabilities(string engine) =>
        [
            .. new MlpTrainer(new(NeuralTables.Engine(engine), 16)).Fit(tasks, settings, TrainingContext.Cpu)
                .OrderBy(fit => fit.Task).Select(fit => fit.Classifier!.Predict(test).Probabilities!.Values),
        ];
        var (torch, simd) = (Probabilities("torch"), Probabilities("simd"));

        foreach (var (a, b) in torch.Zip(simd))
        {
            for (var i = 0; i < a.Length; i++)
                Assert.Equal(a[i], b[i], 2e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Gradient_penalty_equals_that_of_automatic_differentiation(int group)
    {
        using var scope = NewDisposeScope();
        using var engine = new TorchEngine(1, "cpu");
        DenseLayer[] layers =
        [
            new(16, 64, true, null, Activation.Selu, 0.3f), new(64, 32, true, null, Activation.Tanh, 0),
            new(32, 1, true, null, Activation.Identity, 0),
        ];
        var critic = new DenseNetwork(engine, layers);
        critic.Initialise(
            0, InitialWeights.Draw(critic.Layout, WeightInitialiser.GlorotUniform, NeuralTables.Key(3), 1));
        critic.Commit();
        var (x, unit, valid) = (engine.Allocate(16, 16), engine.Allocate(16, 16), engine.Allocate(1, 16));
        var total = engine.Allocate(1, 16);
        new RandomStream(NeuralTables.Key(4), RandomPurpose.Noise).Normal(0, engine.Stage(x, 0));
        engine.Stage(valid, 0).Fill(1);
        for (var i = 0; i < 16; i++)
            engine.Stage(unit, 0)[i * 16] = 1;
        foreach (var block in new[] { x, unit, valid })
            engine.Commit(block);
        var penalty = new GradientPenalty(engine, critic, 16, unit);

        engine.Clear(critic.Gradients);
        penalty.Add(x, new GradientPenalty.Options(valid, group, 10, (float)group / 16), total);

        var rows = ((TorchBlock)x).Tensor.select(0, 0).clone().requires_grad_(true);
        Tensor Leaf(Block block) => ((TorchBlock)block).Tensor.select(0, 0).contiguous().clone().requires_grad_(true);
        var weights = critic.Layers.Select(layer => Leaf(layer.Weights)).ToList();
        var h = TorchActivations.Value(rows.mm(weights[0]), Activation.Selu).mm(weights[1]).tanh().mm(weights[2]);
        var g = autograd.grad([h.narrow(1, 0, 1).sum()], [rows], create_graph: true)[0];
        var norm = g.square().reshape(16 / group, group * 16).sum(1).sqrt();
        var loss = (norm - 1).square().mean() * 10;
        var expected = autograd.grad([loss], weights);

        Span<float> value = stackalloc float[16];
        engine.Download(total, 0, value);
        Assert.Equal(loss.item<float>(), value[0], 1e-4f * loss.item<float>());
        for (var l = 0; l < 3; l++)
        {
            var ours = ((TorchBlock)critic.Layers[l].WeightGradient).Tensor.select(0, 0);
            var gap = (ours - expected[l]).abs().max().item<float>();
            Assert.True(gap <= 1e-5f * (1 + expected[l].abs().max().item<float>()), $"layer {l}: {gap}");
        }
    }

    [Fact]
    public void Ten_thousand_steps_leave_no_tensor_behind()
    {
        var before = Tensor.TotalCount;
        using (var engine = new TorchEngine(2, "cpu"))
        {
            var network = new DenseNetwork(
                engine, [new DenseLayer(16, 16, true, new NormOptions(0.9f, 1e-3f, false), Activation.Selu, 0)]);
            var (x, d, weights) = (engine.Allocate(8, 16), engine.Allocate(8, 16), engine.Allocate(1, 8));
            var adam = new GanOptimiser(engine, network, new OptimiserSettings(OptimiserKind.Adam, 1e-3, 0.9, 0.999, 0, 0, 1e-7));
            var pass = new DensePass(engine, network, 8, weights, dropout: false);
            var held = Tensor.TotalCount;
            for (var step = 0; step < 10_000; step++)
            {
                engine.Stage(x, 0)[0] = step;
                engine.Commit(x);
                pass.Forward(x);
                pass.Backward(x, d, add: false);
                adam.Step(1);
                Assert.Equal(held, Tensor.TotalCount);
            }

            engine.Compact([1]);
            Assert.Equal(held, Tensor.TotalCount);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }
}

using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;
using static TorchSharp.torch;

namespace Orchestrator.Training.Tests.Generators.Tabular;

/// <summary>
/// The backward passes as written out, against finite differences of the loss along each layer's own gradient and along
/// a direction that has nothing to do with it.
/// </summary>
[Collection(TensorCollection.Name)]
public sealed class TabularGradientTests
{
    [Theory]
    [InlineData("")]
    [InlineData(",dropout=0")]
    [InlineData(",pac=1")]
    [InlineData(",pac=8,discriminator-hidden=16+16+16")]
    public void Gradient_of_the_critic_is_that_of_its_loss(string changes)
    {
        // The penalty jumps where a unit changes sides, so differences say nothing of it: it has a test of its own.
        var (engine, group) = TabularTables.Ctgan(TabularTables.SmallCtgan + ",lambda=0" + changes, Task(1));
        using var owned = group;
        double Loss()
        {
            group.ClearTotals();
            group.CriticGradients(3);
            return group.Sums(0)[1];
        }

        Check(engine, group.Critic, Loss);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Gradient_of_the_penalty_is_that_of_automatic_differentiation(double dropout)
    {
        using var scope = NewDisposeScope();
        using var engine = new TorchEngine(1, "cpu");
        const Activation F = Activation.LeakyReluFifth;
        var critic = new DenseNetwork(
            engine,
            [
                new(48, 32, true, null, F, (float)dropout), new(32, 16, true, null, F, (float)dropout),
                new(16, 1, true, null, Activation.Identity, 0),
            ]);
        critic.Initialise(0, FanInWeights.Draw(critic.Layout, [null, null, null], NeuralTables.Key(3), 1));
        critic.Commit();
        var (x, unit, valid) = (engine.Allocate(16, 48), engine.Allocate(16, 16), engine.Allocate(1, 16));
        var (total, penalty) = (engine.Allocate(1, 16), new PackPenalty(engine, critic, 16, unit));
        new RandomStream(NeuralTables.Key(4), RandomPurpose.Noise).Normal(0, engine.Stage(x, 0));
        engine.Stage(valid, 0)[..13].Fill(1);
        for (var i = 0; i < 16; i++)
            engine.Stage(unit, 0)[i * 16] = 1;
        for (var l = 0; l < 2 && dropout > 0; l++)
        {
            var factors = penalty.Pass.DropoutFactors(l)!;
            new RandomStream(NeuralTables.Key(5), RandomPurpose.Dropout, l).Dropout(0, 0.5f, engine.Stage(factors, 0));
            engine.Commit(factors);
        }

        foreach (var block in new[] { x, unit, valid })
            engine.Commit(block);
        engine.Clear(critic.Gradients);
        penalty.Add(x, new GradientPenalty.Options(valid, 1, 10, 1f / 13), total);

        var rows = Whole(x).requires_grad_(true);
        var weights = critic.Layers.Select(layer => Whole(layer.Weights).requires_grad_(true)).ToList();
        var h = rows;
        for (var l = 0; l < 2; l++)
        {
            h = TorchActivations.Value(h.mm(weights[l]) + Whole(critic.Layers[l].Bias!), F);
            h = dropout > 0 ? h * Whole(penalty.Pass.DropoutFactors(l)!) : h;
        }

        var g = autograd.grad([h.mm(weights[2]).narrow(1, 0, 1).sum()], [rows], create_graph: true)[0];
        var loss = (g.narrow(0, 0, 13).square().sum(1).sqrt() - 1).square().mean() * 10;
        var expected = autograd.grad([loss], weights);
        Assert.Equal(loss.item<float>(), GanTables.Values(engine, total)[0], 1e-4f * loss.item<float>());
        for (var l = 0; l < 3; l++)
        {
            var gap = (Whole(critic.Layers[l].WeightGradient) - expected[l]).abs().max().item<float>();
            Assert.True(gap <= 1e-5f * (1 + expected[l].abs().max().item<float>()), $"layer {l}: {gap}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(",pac=1,hidden=16+16+16")]
    [InlineData(",temperature=1")]
    public void Gradient_of_the_generator_is_that_of_its_loss(string changes)
    {
        // At the published temperature the loss bends too much for differences of floats.
        var (engine, group) = TabularTables.Ctgan(TabularTables.SmallCtgan + ",temperature=0.6" + changes, Task(2));
        using var owned = group;
        double Loss()
        {
            group.ClearTotals();
            group.GeneratorGradients(3);
            return group.Sums(0)[0];
        }

        Check(engine, group.Generator, Loss);
    }

    [Theory]
    [InlineData(1, "encoder")]
    [InlineData(0, "decoder")]
    [InlineData(0, "deviations")]
    public void Gradient_of_the_autoencoder_is_that_of_its_bound(int inEpoch, string part)
    {
        var (engine, group) = TabularTables.Tvae(TabularTables.SmallTvae, Task(3));
        using var owned = group;
        group.StartEpoch(0);
        double Loss()
        {
            group.ClearTotals();
            group.Gradients(5, inEpoch);
            return group.Sums(0)[0];
        }

        if (part == "deviations")
            Check(engine, group.Deviations, group.DeviationGradient, 0, group.Deviations.Columns, Loss, 2e-4);
        else
            Check(engine, part == "encoder" ? group.Encoder : group.Decoder, Loss);
    }

    private static Tensor Whole(Block block) => ((TorchBlock)block).Tensor.select(0, 0).contiguous().clone();

    private static GeneratorFitTask Task(int seed) =>
        NeuralTables.GeneratorTask(seed, 65, 3);

    private static void Check(FusionEngine engine, DenseNetwork network, Func<double> loss)
    {
        for (var l = 0; l < network.Layout.Layers.Count; l++)
        {
            var end = l + 1 < network.Layout.Layers.Count ? network.Layout.Places[l + 1].Weights : network.Layout.Count;
            Check(engine, network.Parameters, network.Gradients, network.Layout.Places[l].Weights, end, loss, 2e-3);
        }
    }

    private static void Check(
        FusionEngine engine, Block parameters, Block gradients, int start, int end, Func<double> loss, double step)
    {
        loss();
        var gradient = GanTables.Values(engine, gradients)[start..end];
        var length = Math.Sqrt(gradient.Sum(g => (double)g * g));
        Assert.True(length > 1e-4, $"no gradient from {start} to {end}");
        double[] along = [.. gradient.Select(g => g / length)];

        // Every other step of it, with turned signs in between.
        double[] across = [.. along.Select((a, i) => i % 3 == 0 ? a : i % 3 == 1 ? -a : 0)];
        foreach (var direction in new[] { along, across })
        {
            var expected = direction.Zip(gradient).Sum(p => p.First * p.Second);
            var slope = Slope(engine, parameters, start, direction, loss, step);
            Assert.Equal(expected, slope, 0.03 * length);
        }
    }

    private static double Slope(
        FusionEngine engine, Block parameters, int start, double[] direction, Func<double> loss, double step)
    {
        var before = engine.Stage(parameters, 0).ToArray();
        double At(double h)
        {
            var values = engine.Stage(parameters, 0);
            for (var i = 0; i < direction.Length; i++)
                values[start + i] = (float)(before[start + i] + (h * direction[i]));
            return loss();
        }

        var slope = (At(step) - At(-step)) / (2 * step);
        At(0);
        return slope;
    }
}

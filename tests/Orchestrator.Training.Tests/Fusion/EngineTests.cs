using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Fusion;

public sealed class EngineTests
{
    [Theory]
    [InlineData(8, 16, 16)]
    [InlineData(32, 16, 64)]
    [InlineData(40, 64, 112)]
    public void Products_equal_the_textbook_sums(int rows, int inputs, int outputs)
    {
        using var engine = new SimdEngine(2);
        var (x, w, y) = (
            engine.Allocate(rows, inputs), engine.Allocate(inputs, outputs), engine.Allocate(rows, outputs));
        var (b, dw, dx) = (
            engine.Allocate(1, outputs), engine.Allocate(inputs, outputs), engine.Allocate(rows, inputs));
        foreach (var (block, index) in new[] { x, w, b }.Select((block, index) => (block, index)))
            Fill(engine, block, index);

        engine.Linear(y, x, w, b);
        engine.LinearWeightGradient(dw, x, y, add: false);
        engine.LinearWeightGradient(dw, x, y, add: true);
        engine.LinearInputGradient(dx, y, w);

        for (var k = 0; k < 2; k++)
        {
            var (xs, ws, ys) = (
                engine.Stage(x, k).ToArray(), engine.Stage(w, k).ToArray(), engine.Stage(y, k).ToArray());
            var (i, j, p) = (rows - 3, outputs - 2, inputs - 5);
            var product = Enumerable.Range(0, inputs).Sum(q => (double)xs[(i * inputs) + q] * ws[(q * outputs) + j]);
            Assert.Equal(product + engine.Stage(b, k)[j], ys[(i * outputs) + j], 3);
            var weight = 2 * Enumerable.Range(0, rows).Sum(r => (double)xs[(r * inputs) + p] * ys[(r * outputs) + j]);
            Assert.Equal(1, engine.Stage(dw, k)[(p * outputs) + j] / weight, 3);
            var input = Enumerable.Range(0, outputs).Sum(q => (double)ys[(i * outputs) + q] * ws[(p * outputs) + q]);
            Assert.Equal(1, engine.Stage(dx, k)[(i * inputs) + p] / input, 3);
        }
    }

    [Theory]
    [InlineData("selu")]
    [InlineData("relu")]
    [InlineData("leaky-relu")]
    [InlineData("tanh")]
    [InlineData("elu")]
    [InlineData("sigmoid")]
    public void Slopes_and_curvatures_are_the_derivatives_of_the_value(string word)
    {
        var f = Activations.Parse(word);
        using var engine = new SimdEngine(1);
        const float H = 0.01f;
        var (x, ones, low) = (engine.Allocate(8, 16), engine.Allocate(8, 16), engine.Allocate(8, 16));
        var (mid, high, slope, bend) = (
            engine.Allocate(8, 16), engine.Allocate(8, 16), engine.Allocate(8, 16), engine.Allocate(8, 16));
        float At(int i) => (i - 63.5f) / 20;
        engine.Stage(ones, 0).Fill(1);
        foreach (var (block, shift) in new[] { (low, -H), (mid, 0f), (high, H) })
        {
            for (var i = 0; i < 128; i++)
                engine.Stage(x, 0)[i] = At(i) + shift;
            engine.Activate(block, x, f);
        }

        engine.ActivateGradient(slope, ones, mid, f);
        engine.ActivateCurvature(bend, ones, ones, mid, f);

        var (l, m, h) = (
            engine.Stage(low, 0).ToArray(), engine.Stage(mid, 0).ToArray(), engine.Stage(high, 0).ToArray());
        var (s, c) = (engine.Stage(slope, 0).ToArray(), engine.Stage(bend, 0).ToArray());
        for (var i = 0; i < 128; i++)
        {
            if (Math.Abs(At(i)) > 2 * H)
                Assert.Equal((h[i] - l[i]) / (2 * H), s[i], 0.002f);
            if (Math.Abs(At(i)) > 2 * H)
                Assert.Equal((h[i] - (2.0 * m[i]) + l[i]) / (H * H), c[i], 0.02);
        }
    }

    [Fact]
    public void Batch_norm_ignores_rows_without_weight()
    {
        using var engine = new SimdEngine(1);
        var network = new DenseNetwork(
            engine, [new DenseLayer(16, 16, false, new NormOptions(0.99f, 1e-3f, false), Activation.Identity, 0)]);
        network.Initialise(
            0, InitialWeights.Draw(network.Layout, WeightInitialiser.GlorotUniform, NeuralTables.Key(4), 0));
        var (x, weights) = (engine.Allocate(8, 16), engine.Allocate(1, 8));
        Fill(engine, x, 1);
        engine.Stage(weights, 0)[..6].Fill(1f / 6);
        var pass = new DensePass(engine, network, 8, weights, dropout: false);

        pass.Forward(x);
        var before = engine.Stage(pass.Output, 0)[..(6 * 16)].ToArray();
        engine.Stage(x, 0)[(6 * 16)..].Fill(1000);
        pass.Forward(x);

        Assert.Equal(before, engine.Stage(pass.Output, 0)[..(6 * 16)].ToArray());
        for (var j = 0; j < 16; j++)
            Assert.Equal(0, Enumerable.Range(0, 6).Average(i => before[(i * 16) + j]), 5);
    }

    [Fact]
    public void Compacting_moves_the_survivors_unchanged()
    {
        using var engine = new SimdEngine(4);
        var block = engine.Allocate(1, 48);
        var view = engine.View(block, 16, 1, 16);
        Fill(engine, block, 2);
        var (second, fourth) = (engine.Stage(block, 1).ToArray(), engine.Stage(block, 3).ToArray());

        engine.Compact([1, 3]);

        Assert.Equal(2, engine.Replicas);
        Assert.Equal(second, engine.Stage(block, 0).ToArray());
        Assert.Equal(fourth, engine.Stage(block, 1).ToArray());
        Assert.Equal(fourth[16..32], engine.Stage(view, 1).ToArray());
    }

    private static void Fill(FusionEngine engine, Block block, int index)
    {
        for (var k = 0; k < engine.Replicas; k++)
            new RandomStream(NeuralTables.Key(k), RandomPurpose.Noise, index).Normal(0, engine.Stage(block, k));
        engine.Commit(block);
    }
}

using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Generators.TabDdpm;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

[Collection(TensorCollection.Name)]
public sealed class DiffusionGradientTests
{
    private static readonly ColumnRun[] Runs = [new(3, 2), new(5, 4), new(9, 12)];

    [Theory]
    [InlineData("simd", 0)]
    [InlineData("simd", 7)]
    [InlineData("torch", 0)]
    [InlineData("torch", 7)]
    public void Category_loss_is_the_divergence_and_its_gradient(string engineName, int time)
    {
        using var engine = NeuralTables.Engine(engineName)("cpu", 1);
        Block Wide() => engine.Allocate(8, 32);
        var (z, dz, weight, total) = (Wide(), Wide(), Wide(), engine.Allocate(1, 32));
        var step = new CategoryStep(Wide(), Wide(), Wide(), Wide());
        var tables = Runs.Select(run => new CategoryTable(NoiseSchedule.Cosine(20), run.Width)).ToList();
        new RandomStream(NeuralTables.Key(2), RandomPurpose.Noise).Normal(0, engine.Stage(z, 0));
        for (var c = 0; c < Runs.Length; c++)
        {
            var at = tables[c].Times[time];
            Span<float> Row(Block block, int i) => engine.Stage(block, 0).Slice((i * 32) + Runs[c].Start, Runs[c].Width);
            for (var i = 0; i < 8; i++)
            {
                var (start, current) = (i % Runs[c].Width, i * 5 % Runs[c].Width);
                tables[c].Posterior(time, start, current, Row(step.Posterior, i));
                Row(step.Likelihood, i).Fill(at.LogStepMiss);
                Row(step.Likelihood, i)[current] = at.LogStepHit;
                Row(step.Keep, i).Fill(at.LogKept);
                Row(step.Mix, i).Fill(at.LogMixed);
                if (i < 7)
                    Row(weight, i).Fill(0.5f);
            }
        }

        foreach (var block in new[] { z, weight, step.Posterior, step.Likelihood, step.Keep, step.Mix })
            engine.Commit(block);

        engine.CategoryLoss(dz, z, step, Runs, weight, total);

        var (logits, gradient, sums) = (Values(engine, z), Values(engine, dz), Values(engine, total));
        double Loss(float[] at) => Enumerable.Range(0, 7 * Runs.Length)
            .Sum(n => 0.5 * Divergence(at, n / Runs.Length, Runs[n % Runs.Length], tables[n % Runs.Length], time));
        Assert.Equal(Loss(logits), sums.Sum(value => (double)value), 1e-4 * (1 + Loss(logits)));
        for (var j = 0; j < logits.Length; j++)
        {
            float[] Moved(float by) => [.. logits.Select((value, place) => place == j ? value + by : value)];
            var slope = (Loss(Moved(0.01f)) - Loss(Moved(-0.01f))) / 0.02;
            Assert.Equal(slope, gradient[j], 2e-4 * (1 + Math.Abs(slope)));
        }
    }

    [Theory]
    [InlineData("simd", 2)]
    [InlineData("torch", 3)]
    public void Gradients_of_all_weights_are_slopes_of_the_loss(string engineName, int classes)
    {
        var settings = TabDdpmSettings.Read(DiffusionTables.Settings(DiffusionTables.Small));
        var task = NeuralTables.GeneratorTask(1, 30, classes);
        var engine = NeuralTables.Engine(engineName)("cpu", 1);
        using var group = new DiffusionGroup(engine, [task], [new DiffusionCodec(task.Table, 0, true)], settings);
        double Loss()
        {
            group.ClearLoss();
            group.Differentiate(4);
            var (gaussian, multinomial) = group.Loss(0);
            return (double)gaussian + multinomial;
        }

        Assert.InRange(Loss(), 0.5, 200);
        foreach (var network in new[] { group.Denoiser.Embedding, group.Denoiser.Trunk })
        {
            Loss();
            var (gradients, parameters) = (Values(engine, network.Gradients), Values(engine, network.Parameters));
            for (var l = 0; l < network.Layers.Count; l++)
            {
                var (from, to) = (network.Layout.Places[l].Weights, network.Layout.Count);
                if (l + 1 < network.Layers.Count)
                    to = network.Layout.Places[l + 1].Weights;
                var place = Enumerable.Range(from, to - from).MaxBy(p => Math.Abs(gradients[p]));
                double At(float by)
                {
                    parameters.CopyTo(engine.Stage(network.Parameters, 0));
                    engine.Stage(network.Parameters, 0)[place] += by;
                    engine.Commit(network.Parameters);
                    return Loss();
                }

                var slope = (At(0.004f) - At(-0.004f)) / 0.008;
                Assert.NotEqual(0, gradients[place]);
                Assert.Equal(1, slope / gradients[place], 0.03);
                At(0);
            }
        }
    }

    [Fact]
    public void Steps_are_those_of_Adam_with_decoupled_decay()
    {
        using var engine = new SimdEngine(1);
        var network = new DenseNetwork(engine, [new DenseLayer(16, 16, true, null, Activation.Identity, 0)]);
        new RandomStream(NeuralTables.Key(3), RandomPurpose.Noise).Normal(0, engine.Stage(network.Parameters, 0));
        var optimiser = new AdamW(engine, network, 0.1);
        var (wanted, m, v) = ((double)engine.Stage(network.Parameters, 0)[5], 0.0, 0.0);
        for (var t = 1; t <= 5; t++)
        {
            var (g, rate) = (1e-7 * (t - 2.5), 0.01 / t);
            engine.Stage(network.Gradients, 0)[5] = (float)g;
            optimiser.Step(rate);
            (m, v) = ((0.9 * m) + (0.1 * g), (0.999 * v) + (0.001 * g * g));
            wanted -= rate * 0.1 * wanted;
            wanted -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        Assert.Equal(wanted, engine.Stage(network.Parameters, 0)[5], 1e-5);
    }

    private static double Divergence(float[] logits, int row, ColumnRun run, CategoryTable table, int time)
    {
        var z = Enumerable.Range(run.Start, run.Width).Select(j => (double)logits[(row * 32) + j]).ToArray();
        var shares = Array.ConvertAll(z, value => Math.Exp(value - z.Max()));
        var (all, at) = (shares.Sum(), table.Times[time]);
        var (start, current) = (row % run.Width, row * 5 % run.Width);
        double Mixed(int from, int k) => from == k ? at.MixedHit : at.MixedMiss;
        double Step(int k) => k == current ? at.StepHit : at.StepMiss;
        double[] Normal(Func<int, double> value)
        {
            double[] values = [.. Enumerable.Range(0, run.Width).Select(value)];
            return Array.ConvertAll(values, part => part / values.Sum());
        }

        var q = Normal(k => Mixed(start, k) * Step(k));
        var p = Normal(k => Step(k) * Enumerable.Range(0, run.Width).Sum(i => shares[i] / all * Mixed(i, k)));
        return Enumerable.Range(0, run.Width).Sum(k => q[k] == 0 ? 0 : q[k] * Math.Log(q[k] / p[k]));
    }

    private static float[] Values(FusionEngine engine, Block block) => GanTables.Values(engine, block);
}

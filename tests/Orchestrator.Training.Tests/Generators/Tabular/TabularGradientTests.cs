using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Tabular;

/// <summary>
/// The backward passes as written out, against finite differences of the loss along each layer's own gradient and along
/// a direction that has nothing to do with it.
/// </summary>
public sealed class TabularGradientTests
{
    [Theory]
    [InlineData("")]
    [InlineData(",dropout=0")]
    [InlineData(",pac=1,lambda=3")]
    [InlineData(",pac=8,discriminator-hidden=16+16+16")]
    public void Gradient_of_the_critic_is_that_of_its_loss_penalty_included(string changes)
    {
        var (engine, group) = TabularTables.Ctgan(TabularTables.SmallCtgan + changes, Task(1));
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

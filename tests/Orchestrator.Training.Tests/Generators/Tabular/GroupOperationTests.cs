using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Fusion.Torch;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Tabular;

/// <summary>What the engines do for one-hot runs: alike, and right by finite differences.</summary>
[Collection(TensorCollection.Name)]
public sealed class GroupOperationTests
{
    private const int Rows = 8;
    private const int Columns = 32;
    private static readonly ColumnGroups Groups = new([0, 9], [new(1, 8), new(10, 3), new(13, 6)], 19);

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Runs_are_shares_that_sum_to_one_and_places_lie_between_minus_one_and_one(string name)
    {
        using var engine = Engine(name);
        var (x, noise) = (Random(engine, 1), Random(engine, 2));
        var y = engine.Allocate(Rows, Columns + 16);
        for (var k = 0; k < 2; k++)
        {
            engine.Stage(noise, k)[3] = -1e9f;
            engine.Stage(y, k).Fill(7);
        }

        engine.Commit(noise);
        engine.Commit(y);

        engine.ActivateGroups(y, x, noise, Groups, 0.2f);

        var values = GanTables.Values(engine, y);
        Assert.Equal(0, values[3]);
        for (var i = 0; i < Rows; i++)
        {
            var row = values.AsSpan(i * (Columns + 16), Columns + 16).ToArray();
            Assert.All(Groups.OneHot, run => Assert.Equal(1, row.Skip(run.Start).Take(run.Width).Sum(), 1e-5f));
            Assert.All(Groups.Places, place => Assert.InRange(row[place], -1, 1));
            Assert.Equal(MathF.Tanh(GanTables.Values(engine, x)[i * Columns]), row[0], 1e-6f);
            Assert.All(row[19..32], value => Assert.Equal(0, value));
            Assert.All(row[32..], value => Assert.Equal(7, value));
        }
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Gradient_of_the_activation_is_that_of_finite_differences(string name)
    {
        using var engine = Engine(name);
        var (x, noise, dy) = (Random(engine, 1), Random(engine, 2), Random(engine, 3));
        var (y, dx) = (engine.Allocate(Rows, Columns), engine.Allocate(Rows, Columns));
        double Sum()
        {
            engine.ActivateGroups(y, x, noise, Groups, 0.7f);
            return GanTables.Values(engine, y).Zip(GanTables.Values(engine, dy)).Sum(p => (double)p.First * p.Second);
        }

        Sum();
        engine.ActivateGroupsGradient(dx, dy, y, Groups, 0.7f);
        Differences(engine, x, GanTables.Values(engine, dx), Sum);
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Gradients_of_the_losses_are_those_of_finite_differences(string name)
    {
        using var engine = Engine(name);
        var (z, target, sigma, weights) = (Random(engine, 1), Target(engine), Sigma(engine), Weights(engine));
        var (dz, shift) = (engine.Allocate(Rows, Columns), engine.Allocate(1, Columns));
        var (dSigma, total) = (engine.Allocate(1, Columns), engine.Allocate(1, 16));
        engine.Stage(shift, 0)[14] = -1e9f;
        engine.Commit(shift);
        double Loss()
        {
            engine.Clear(total);
            engine.GroupLoss(dz, z, shift, target, weights, Groups, add: false, total);
            engine.PlaceLoss(dz, dSigma, z, sigma, target, weights, Groups, total);
            return GanTables.Values(engine, total)[0];
        }

        Loss();
        var (gradient, deviations) = (GanTables.Values(engine, dz), GanTables.Values(engine, dSigma));

        Differences(engine, z, gradient, Loss);
        Differences(engine, sigma, deviations, Loss);
        Assert.Equal(0, gradient[14]);
        Assert.All(gradient[(7 * Columns)..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Gradient_through_the_latent_space_is_that_of_finite_differences(string name)
    {
        using var engine = Engine(name);
        var (heads, dz, weights) = (Random(engine, 1), engine.Allocate(Rows, 16), Weights(engine));
        var (z, noise) = (engine.Allocate(Rows, 16), engine.Allocate(Rows, 16));
        var (dHeads, total) = (engine.Allocate(Rows, Columns), engine.Allocate(1, 16));
        Draw(engine, noise, 4);
        Draw(engine, dz, 5);
        double Loss()
        {
            engine.Clear(total);
            engine.Reparameterise(z, heads, noise);
            engine.ReparameteriseGradient(dHeads, dz, heads, noise, weights, total);
            var inner = GanTables.Values(engine, z).Zip(GanTables.Values(engine, dz))
                .Sum(p => (double)p.First * p.Second);
            return inner + GanTables.Values(engine, total)[0];
        }

        Loss();
        Differences(engine, heads, GanTables.Values(engine, dHeads), Loss);
    }

    [Fact]
    public void Both_engines_agree()
    {
        var (simd, torch) = (All(Engine("simd")), All(Engine("torch")));

        Assert.Equal(simd.Length, torch.Length);
        for (var i = 0; i < simd.Length; i++)
            Assert.Equal(torch[i], simd[i], 2e-5f * (1 + MathF.Abs(torch[i])));
    }

    [Theory]
    [InlineData("simd")]
    [InlineData("torch")]
    public void Columns_are_copied_added_and_held(string name)
    {
        using var engine = Engine(name);
        var (x, y) = (Random(engine, 1), Random(engine, 2));
        var (before, from) = (GanTables.Values(engine, y), GanTables.Values(engine, x));

        engine.CopyColumns(y, 16, x, 0, 16, add: true);
        engine.CopyColumns(y, 0, x, 16, 16, add: false);
        var moved = GanTables.Values(engine, y);
        engine.Clamp(y, -0.25f, 0.5f);

        for (var i = 0; i < Rows; i++)
        {
            for (var c = 0; c < 16; c++)
            {
                var at = (i * Columns) + c;
                Assert.Equal(from[at + 16], moved[at]);
                Assert.Equal(before[at + 16] + from[at], moved[at + 16], 1e-6f);
            }
        }

        Assert.Equal(moved.Select(value => Math.Clamp(value, -0.25f, 0.5f)), GanTables.Values(engine, y));
    }

    private static float[] All(FusionEngine engine)
    {
        using var owned = engine;
        var (x, noise, dy, target) = (Random(engine, 1), Random(engine, 2), Random(engine, 3), Target(engine));
        var (sigma, weights, shift) = (Sigma(engine), Weights(engine), engine.Allocate(1, Columns));
        var (y, dx, dz) = (
            engine.Allocate(Rows, Columns), engine.Allocate(Rows, Columns), engine.Allocate(Rows, Columns));
        var (dSigma, total) = (engine.Allocate(1, Columns), engine.Allocate(1, 16));
        var (z, dHeads) = (engine.Allocate(Rows, 16), engine.Allocate(Rows, Columns));
        var (small, dSmall) = (engine.Allocate(Rows, 16), engine.Allocate(Rows, 16));
        Draw(engine, small, 6);
        Draw(engine, dSmall, 7);
        engine.ActivateGroups(y, x, noise, Groups, 0.2f);
        engine.ActivateGroupsGradient(dx, dy, y, Groups, 0.2f);
        engine.GroupLoss(dz, x, shift, target, weights, Groups, add: true, total);
        engine.PlaceLoss(dz, dSigma, x, sigma, target, weights, Groups, total);
        engine.Reparameterise(z, x, small);
        engine.ReparameteriseGradient(dHeads, dSmall, x, small, weights, total);
        Block[] blocks = [y, dx, dz, dSigma, total, z, dHeads];
        return [.. blocks.SelectMany(block => GanTables.Values(engine, block))];
    }

    private static FusionEngine Engine(string name) => name == "torch" ? new TorchEngine(2, "cpu") : new SimdEngine(2);

    private static Block Random(FusionEngine engine, int index)
    {
        var block = engine.Allocate(Rows, Columns);
        Draw(engine, block, index);
        return block;
    }

    private static void Draw(FusionEngine engine, Block block, int index)
    {
        for (var k = 0; k < 2; k++)
            new RandomStream(NeuralTables.Key(k), RandomPurpose.Noise, index).Normal(0, engine.Stage(block, k));
        engine.Commit(block);
    }

    private static Block Target(FusionEngine engine)
    {
        var block = engine.Allocate(Rows, Columns);
        for (var i = 0; i < Rows; i++)
        {
            engine.Stage(block, 0)[(i * Columns) + 1 + (i % 8)] = 1;
            engine.Stage(block, 0)[(i * Columns) + 13 + (i % 2 * 4)] = 1;
            engine.Stage(block, 0)[i * Columns] = 0.3f - (0.1f * i);
        }

        engine.Commit(block);
        return block;
    }

    private static Block Sigma(FusionEngine engine)
    {
        var block = engine.Allocate(1, Columns);
        for (var k = 0; k < 2; k++)
            engine.Stage(block, k).Fill(0.6f);
        engine.Commit(block);
        return block;
    }

    // The last row is padding.
    private static Block Weights(FusionEngine engine)
    {
        var block = engine.Allocate(1, Rows);
        for (var k = 0; k < 2; k++)
            engine.Stage(block, k)[..7].Fill(1f / 7);
        engine.Commit(block);
        return block;
    }

    private static void Differences(FusionEngine engine, Block x, float[] gradient, Func<double> loss)
    {
        const float H = 0.01f;
        for (var at = 0; at < gradient.Length; at += 3)
        {
            var start = engine.Stage(x, 0)[at];
            double At(float value)
            {
                engine.Stage(x, 0)[at] = value;
                engine.Commit(x);
                return loss();
            }

            var slope = (At(start + H) - At(start - H)) / (2 * H);
            At(start);
            Assert.Equal(slope, gradient[at], 2e-3 * (1 + Math.Abs(slope)));
        }
    }
}

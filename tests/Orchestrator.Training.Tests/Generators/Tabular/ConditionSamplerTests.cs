using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Tabular;

public sealed class ConditionSamplerTests
{
    private const int Draws = 40_000;

    [Fact]
    public void Levels_are_drawn_by_the_logarithm_of_their_frequency()
    {
        var counts = Count((sampler, a, b) => sampler.Draw(a, b));

        // 120 and 280 of 400 rows; the third category never occurs.
        var share = Math.Log(121) / (Math.Log(121) + Math.Log(281));
        Assert.InRange(counts[(0, 0)] / (double)Draws, (0.5 * share) - 0.012, (0.5 * share) + 0.012);
        Assert.False(counts.ContainsKey((0, 2)));
        Assert.InRange(counts.Where(c => c.Key.Column == 1).Sum(c => c.Value) / (double)Draws, 0.488, 0.512);
    }

    [Fact]
    public void Levels_of_synthetic_rows_come_as_often_as_in_the_real_ones()
    {
        var counts = Count((sampler, a, b) => sampler.DrawOriginal(a, b));

        Assert.InRange(counts[(0, 0)] / (double)Draws, 0.15 - 0.01, 0.15 + 0.01);
        Assert.InRange(counts[(1, 1)] / (double)Draws, 0.35 - 0.012, 0.35 + 0.012);
    }

    [Fact]
    public void Real_rows_have_the_level_of_their_condition_and_all_of_them_come()
    {
        var table = TabularTables.Clusters(50);
        var sampler = new ConditionSampler(TabularTables.Coded(TabularTables.Task(1, table)).Codec);
        var seen = new HashSet<int>();
        for (var i = 0; i < 2000; i++)
        {
            var level = i % 2;
            var row = sampler.Row(new Condition(1, level), i / 2000f);
            Assert.Equal(level, table.Labels[row]);
            seen.Add(row);
        }

        Assert.Equal(50, seen.Count);
    }

    [Fact]
    public void Real_rows_of_a_step_stand_with_the_conditions_that_generated_rows_have()
    {
        var coded = TabularTables.Coded(TabularTables.Task(1, TabularTables.Clusters(60)));
        var settings = CtganSettings.Read(GanTables.Settings(TabularTables.Trainer("ctgan").Algorithm, "batch=40,pac=4"));
        var replica = new CtganReplica(0, coded, settings);
        var (data, width) = (Block.PadColumns(coded.Codec.Width), replica.Conditions.Width);
        var columns = data + Block.PadColumns(width);
        var inputs = new float[40 * (128 + Block.PadColumns(width))];
        var real = new float[40 * columns];
        var wanted = new float[40 * data];

        replica.Draw(7, 0);
        replica.Inputs(7, 0, inputs);
        replica.Wanted(wanted);
        replica.Real(7, real);

        float[] Sums(float[] rows, int stride, int start) =>
            [.. Enumerable.Range(0, width).Select(c => Enumerable.Range(0, 40).Sum(i => rows[(i * stride) + start + c]))];
        Assert.Equal(Sums(inputs, 128 + Block.PadColumns(width), 128), Sums(real, columns, data));
        Assert.Equal(40, Sums(real, columns, data).Sum());
        Assert.Equal(40, wanted.Sum());
        var levels = coded.Codec.Discrete;
        for (var i = 0; i < 40; i++)
        {
            var place = Array.IndexOf(real, 1, (i * columns) + data) - (i * columns) - data;
            var column = place < levels[0].Span.Width ? 0 : 1;
            var level = place - (column * levels[0].Span.Width);
            Assert.Equal(1, real[(i * columns) + levels[column].Span.Start + level]);
        }
    }

    [Fact]
    public void Gumbel_noise_makes_the_largest_logit_a_draw_by_softmax()
    {
        var noise = new float[3 * Draws];
        new RandomStream(NeuralTables.Key(1), RandomPurpose.Gumbel).Gumbel(0, noise);
        float[] logits = [MathF.Log(0.6f), MathF.Log(0.3f), MathF.Log(0.1f)];
        var counts = new int[3];
        for (var i = 0; i < Draws; i++)
            counts[Enumerable.Range(0, 3).MaxBy(c => logits[c] + noise[(3 * i) + c])]++;

        Assert.InRange(counts[0] / (double)Draws, 0.59, 0.61);
        Assert.InRange(counts[2] / (double)Draws, 0.094, 0.106);
        Assert.InRange(noise.Average(), 0.5772 - 0.015, 0.5772 + 0.015);
        Assert.All(noise, value => Assert.True(float.IsFinite(value)));
    }

    private static Dictionary<(int Column, int Level), int> Count(Func<ConditionSampler, float, float, Condition> draw)
    {
        var sampler = new ConditionSampler(
            TabularTables.Coded(TabularTables.Task(1, TabularTables.Clusters(400))).Codec);
        var uniform = new float[2 * Draws];
        new RandomStream(NeuralTables.Key(9), RandomPurpose.Condition).Uniform(0, uniform);
        return Enumerable.Range(0, Draws)
            .Select(i => draw(sampler, uniform[2 * i], uniform[(2 * i) + 1]))
            .GroupBy(condition => (condition.Column, condition.Level))
            .ToDictionary(group => group.Key, group => group.Count());
    }
}

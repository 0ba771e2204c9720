using System.Runtime.Intrinsics;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Randomness;

public sealed class RandomStreamTests
{
    private static readonly Digest Key = Digest.Of("stream"u8);

    [Theory]
    [InlineData(0UL)]
    [InlineData(0xFFFFFFF0UL)]
    [InlineData(0x123_4567_89A0UL)]
    public void Lanes_hold_the_blocks_of_the_scalar_generator(ulong counter)
    {
        new PhiloxLanes(0x299f31d0a4093822, 0x0370734413198a2e).Blocks(
            counter, out var x0, out var x1, out var x2, out var x3);
        var scalar = new Philox(0x299f31d0a4093822, 0x0370734413198a2e);

        for (var i = 0; i < PhiloxLanes.Width; i++)
            Assert.Equal(scalar.Block(counter + (ulong)i), new UInt32x4(x0[i], x1[i], x2[i], x3[i]));
    }

    [Fact]
    public void Normals_have_the_moments_of_a_standard_normal()
    {
        var values = new float[200_000];
        new RandomStream(Key, RandomPurpose.Noise).Normal(3, values);

        Assert.Equal(0, values.Average(), 2);
        Assert.Equal(1, values.Average(v => (double)v * v), 2);
        Assert.Equal(3, values.Average(v => Math.Pow(v, 4)), 1);
        Assert.Equal(0.0455, values.Count(v => Math.Abs(v) > 2) / 200_000.0, 2);
        Assert.True(values.Max() < 6);
    }

    [Fact]
    public void Dropout_drops_the_share_asked_for_and_keeps_the_mean()
    {
        var factors = new float[4_000_000];
        new RandomStream(Key, RandomPurpose.Dropout, 2).Dropout(9, 0.3f, factors);

        Assert.Equal(0.3, factors.Count(f => f == 0) / 4_000_000.0, 0.001);
        Assert.Equal(1, factors.Average(f => (double)f), 0.002);
        Assert.Equal([0f, 1 / 0.7f], factors.Distinct().Order());
    }

    [Fact]
    public void Shorter_fill_is_a_prefix_of_a_longer_one()
    {
        var stream = new RandomStream(Key, RandomPurpose.Synthesis);
        var (few, many) = (new float[37], new float[1000]);
        stream.Normal(5, few);
        stream.Normal(5, many);

        Assert.Equal(many[..37], few);
    }

    [Fact]
    public void Steps_purposes_and_indices_draw_different_numbers()
    {
        float[] Draw(RandomPurpose purpose, int index, long step)
        {
            var values = new float[64];
            new RandomStream(Key, purpose, index).Uniform(step, values);
            return values;
        }

        float[][] draws =
        [
            Draw(RandomPurpose.Noise, 0, 0), Draw(RandomPurpose.Noise, 0, 1), Draw(RandomPurpose.Noise, 1, 0),
            Draw(RandomPurpose.Dropout, 0, 0),
        ];

        Assert.Equal(4 * 64, draws.SelectMany(d => d).Distinct().Count());
        Assert.All(draws.SelectMany(d => d), v => Assert.InRange(v, 0, 0.99999995f));
    }

    [Fact]
    public void Permutation_holds_each_number_once_and_every_place_is_equally_likely()
    {
        var counts = new int[4];
        var order = new int[4];
        for (var step = 0; step < 4000; step++)
        {
            new RandomStream(Key, RandomPurpose.Shuffle).Permutation(step, order);
            Assert.Equal([0, 1, 2, 3], order.Order());
            counts[order[1]]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 850, 1150));
    }

    [Theory]
    [InlineData(-20f)]
    [InlineData(-1.5f)]
    [InlineData(-0.001f)]
    [InlineData(0f)]
    [InlineData(0.3f)]
    [InlineData(7.25f)]
    [InlineData(40f)]
    public void Elementary_functions_agree_with_double_precision(float x)
    {
        var v = Vector512.Create(x);
        Assert.Equal(1, Elementary.Exp(v)[0] / Math.Exp(x), 6);
        Assert.Equal(Math.Tanh(x), Elementary.Tanh(v)[3], 6);
        Assert.Equal(1 / (1 + Math.Exp(-x)), Elementary.Sigmoid(v)[15], 6);
        Assert.Equal(Math.Log(1 + Math.Exp(x)), Elementary.Softplus(v)[7], 5);
        if (x > 0)
            Assert.Equal(Math.Log(x), Elementary.Log(v)[1], 5);
    }

    [Fact]
    public void Exponential_lets_a_nan_through() =>
        Assert.True(float.IsNaN(Elementary.Exp(Vector512.Create(float.NaN))[0]));
}

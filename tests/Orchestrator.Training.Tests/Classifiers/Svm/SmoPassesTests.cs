using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Classifiers.Svm;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers.Svm;

public sealed unsafe class SmoPassesTests
{
    private const int Count = 64;

    [Fact]
    public void Of_equal_rows_the_lowest_is_selected()
    {
        using var memory = new NativeBlock(4 * Count);
        var f = memory.Doubles;
        var free = f + Count;
        var kernel = (float*)(memory.Doubles + 2 * Count);
        foreach (var (first, second) in new[] { (3, 11), (11, 19), (9, 16), (40, 63), (0, 1), (7, 24) })
        {
            new Span<double>(f, Count).Clear();
            f[first] = f[second] = 2;
            Assert.Equal(first, SmoPasses.UpdateAndSelect(f, free, kernel, kernel, 1, Count, out var top));
            Assert.Equal(2, top);
            f[first] = f[second] = -2;
            Assert.Equal(first, SmoPasses.SelectPartner(f, free, kernel, 1, Count, out var bottom));
            Assert.Equal(-2, bottom);
        }
    }

    [Fact]
    public void Passes_do_what_a_loop_does()
    {
        using var memory = new NativeBlock(8 * Count);
        var f = memory.Doubles;
        var up = f + Count;
        var low = up + Count;
        var a = (float*)(low + Count);
        var b = a + Count;
        for (ulong seed = 0; seed < 50; seed++)
        {
            var random = new PhiloxSequence(seed, 1);
            for (var k = 0; k < Count; k++)
            {
                f[k] = random.NextDouble() - 0.5;
                up[k] = random.NextInt(3) == 0 ? double.NegativeInfinity : 0;
                low[k] = random.NextInt(3) == 0 ? double.PositiveInfinity : 0;
                (a[k], b[k]) = ((float)random.NextDouble(), k % 5 == 0 ? 1 : (float)random.NextDouble());
            }

            var expected = new double[Count];
            for (var k = 0; k < Count; k++)
                expected[k] = Math.FusedMultiplyAdd(0.3, (double)b[k] - a[k], f[k]);
            var i = SmoPasses.UpdateAndSelect(f, up, a, b, 0.3, Count, out var top);
            Assert.Equal(expected, new ReadOnlySpan<double>(f, Count).ToArray());
            var best = Enumerable.Range(0, Count).MaxBy(k => f[k] + up[k]);
            Assert.Equal((best, f[best]), (i, top));

            var j = SmoPasses.SelectPartner(f, low, b, top, Count, out var bottom);
            var partner = Enumerable.Range(0, Count).Where(k => f[k] + low[k] < top).MaxBy(k => Gain(top - f[k], b[k]));
            Assert.Equal(partner, j);
            Assert.Equal(Enumerable.Range(0, Count).Min(k => f[k] + low[k]), bottom);
        }

        static float Gain(double difference, float kernel) =>
            (float)difference * (float)difference / Math.Max(MathF.FusedMultiplyAdd(kernel, -2, 2), (float)SmoPasses.Tau);
    }

    [Fact]
    public void Without_a_row_that_may_fall_there_is_no_partner()
    {
        using var memory = new NativeBlock(3 * Count);
        var f = memory.Doubles;
        var low = f + Count;
        new Span<double>(low, Count).Fill(double.PositiveInfinity);
        Assert.Equal(-1, SmoPasses.SelectPartner(f, low, (float*)(memory.Doubles + 2 * Count), 1, Count, out _));
    }
}

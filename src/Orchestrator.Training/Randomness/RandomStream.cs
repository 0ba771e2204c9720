using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Randomness;

/// <summary>
/// Bulk draws from one Philox stream. Every draw is named by its step: the values of a step are a function of key,
/// stream, step and position alone, so they depend on no earlier draw, on no neighbour and on no vector width. Within a
/// step the values come in groups of sixteen blocks: value 16 j + i of a group is word j of its block i.
/// </summary>
internal readonly struct RandomStream
{
    private const int StepShift = 24;
    private const int WordsAGroup = 4 * PhiloxLanes.Width;

    private readonly PhiloxLanes _lanes;

    /// <summary>
    /// One stream of a digest: its first word is the key, its second is mixed with the stream's number.
    /// </summary>
    public RandomStream(Digest digest, RandomPurpose purpose, int index = 0)
    {
        _lanes = new PhiloxLanes(digest.A, digest.B ^ ((ulong)purpose << 32) ^ (uint)index);
    }

    /// <summary>Fills with uniforms over the multiples of 2^-24 in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Uniform(long step, Span<float> values)
    {
        Span<float> group = stackalloc float[WordsAGroup];
        var counter = (ulong)step << StepShift;
        for (; !values.IsEmpty; counter += PhiloxLanes.Width)
        {
            _lanes.Blocks(counter, out var x0, out var x1, out var x2, out var x3);
            Unit(x0).CopyTo(group);
            Unit(x1).CopyTo(group[16..]);
            Unit(x2).CopyTo(group[32..]);
            Unit(x3).CopyTo(group[48..]);
            values = Take(group, values);
        }
    }

    /// <summary>Fills with standard normals (Box and Muller 1958).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Normal(long step, Span<float> values)
    {
        Span<float> group = stackalloc float[WordsAGroup];
        var counter = (ulong)step << StepShift;
        for (; !values.IsEmpty; counter += PhiloxLanes.Width)
        {
            _lanes.Blocks(counter, out var x0, out var x1, out var x2, out var x3);
            BoxMuller(x0, x1, group);
            BoxMuller(x2, x3, group[32..]);
            values = Take(group, values);
        }
    }

    /// <summary>
    /// Fills with draws from the standard Gumbel distribution, -log(-log u), u an odd multiple of 2^-24.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gumbel(long step, Span<float> values)
    {
        Span<float> group = stackalloc float[WordsAGroup];
        var counter = (ulong)step << StepShift;
        for (; !values.IsEmpty; counter += PhiloxLanes.Width)
        {
            _lanes.Blocks(counter, out var x0, out var x1, out var x2, out var x3);
            ToGumbel(x0).CopyTo(group);
            ToGumbel(x1).CopyTo(group[16..]);
            ToGumbel(x2).CopyTo(group[32..]);
            ToGumbel(x3).CopyTo(group[48..]);
            values = Take(group, values);
        }
    }

    /// <summary>
    /// Fills with dropout factors: 0 with probability <paramref name="rate"/> (rounded to a multiple of 2^-16), else
    /// 1 / (1 - rate), so that the mean is one. Each word of the stream makes two.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Dropout(long step, float rate, Span<float> factors)
    {
        var threshold = Vector512.Create((uint)MathF.Round(rate * 65536f));
        var kept = Vector512.Create(1f / (1f - rate));
        Span<float> last = stackalloc float[2 * WordsAGroup];
        var counter = (ulong)step << StepShift;
        for (; !factors.IsEmpty; counter += PhiloxLanes.Width)
        {
            _lanes.Blocks(counter, out var x0, out var x1, out var x2, out var x3);
            var group = factors.Length < last.Length ? last : factors[..last.Length];
            Factors(x0, threshold, kept, group);
            Factors(x1, threshold, kept, group[32..]);
            Factors(x2, threshold, kept, group[64..]);
            Factors(x3, threshold, kept, group[96..]);
            if (factors.Length < last.Length)
            {
                last[..factors.Length].CopyTo(factors);
                return;
            }

            factors = factors[last.Length..];
        }
    }

    /// <summary>Writes a uniformly random order of 0..length - 1 (Fisher and Yates) of a step.</summary>
    public void Permutation(long step, Span<int> order)
    {
        var words = new float[order.Length];
        Uniform(step, words);
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        for (var last = order.Length - 1; last > 0; last--)
        {
            // The product of a 24-bit fraction and a bound below 2^29 is exact in double precision.
            var other = (int)((double)words[last] * (last + 1));
            (order[last], order[other]) = (order[other], order[last]);
        }
    }

    private static Vector512<float> Unit(Vector512<uint> x) =>
        Vector512.ConvertToSingle((x >>> 8).AsInt32()) * (1f / (1 << 24));

    private static Vector512<float> ToGumbel(Vector512<uint> x) =>
        -Elementary.Log(-Elementary.Log(Unit(x | Vector512.Create(1u << 8))));

    private static void BoxMuller(Vector512<uint> x, Vector512<uint> y, Span<float> values)
    {
        var open = Vector512.ConvertToSingle(((x >>> 8) + Vector512<uint>.One).AsInt32()) * (1f / (1 << 24));
        var radius = Vector512.Sqrt(Vector512.Create(-2f) * Elementary.Log(open));
        Elementary.SinCosOfTurns(Unit(y), out var sin, out var cos);
        (radius * cos).CopyTo(values);
        (radius * sin).CopyTo(values[16..]);
    }

    private static void Factors(Vector512<uint> x, Vector512<uint> threshold, Vector512<float> kept, Span<float> values)
    {
        Keep(x & Vector512.Create(0xFFFFu), threshold, kept).CopyTo(values);
        Keep(x >>> 16, threshold, kept).CopyTo(values[16..]);
    }

    private static Vector512<float> Keep(Vector512<uint> x, Vector512<uint> threshold, Vector512<float> kept) =>
        Vector512.GreaterThanOrEqual(x, threshold).AsSingle() & kept;

    private static Span<float> Take(scoped ReadOnlySpan<float> group, Span<float> values)
    {
        var count = Math.Min(group.Length, values.Length);
        group[..count].CopyTo(values);
        return values[count..];
    }
}

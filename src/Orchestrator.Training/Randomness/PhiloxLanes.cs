using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Orchestrator.Training.Randomness;

/// <summary>
/// <see cref="Philox"/>, sixteen neighbouring blocks at a time: lane i of the four vectors holds the four words of
/// block counter + i. Integer arithmetic only, so the words are those of the scalar generator on every kind of CPU.
/// </summary>
internal readonly struct PhiloxLanes(ulong key, ulong stream)
{
    /// <summary>How many blocks one call makes.</summary>
    public const int Width = 16;

    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private static readonly Vector512<ulong> LowHalves = Vector512.Create(0xFFFFFFFFUL);

    /// <summary>Blocks <paramref name="counter"/>, a multiple of 16, to <paramref name="counter"/> + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blocks(
        ulong counter, out Vector512<uint> x0, out Vector512<uint> x1, out Vector512<uint> x2, out Vector512<uint> x3)
    {
        x0 = Vector512.Create((uint)counter) + Vector512<uint>.Indices;
        x1 = Vector512.Create((uint)(counter >> 32));
        x2 = Vector512.Create((uint)stream);
        x3 = Vector512.Create((uint)(stream >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            Multiply(x0, Multiplier0, out var low0, out var high0);
            Multiply(x2, Multiplier1, out var low1, out var high1);
            x0 = high1 ^ x1 ^ Vector512.Create(k0);
            x1 = low1;
            x2 = high0 ^ x3 ^ Vector512.Create(k1);
            x3 = low0;
            k0 += Weyl0;
            k1 += Weyl1;
        }
    }

    /// <summary>The 64-bit products of sixteen words with one word, as their low and high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(Vector512<uint> x, ulong factor, out Vector512<uint> low, out Vector512<uint> high)
    {
        var wide = x.AsUInt64();
        Vector512<ulong> even, odd;
        if (Avx512F.IsSupported)
        {
            // Multiplies the low halves alone: a third of the work of a product of 64-bit words.
            var factors = Vector512.Create(factor).AsUInt32();
            even = Avx512F.Multiply(x, factors);
            odd = Avx512F.Multiply((wide >>> 32).AsUInt32(), factors);
        }
        else
        {
            even = (wide & LowHalves) * factor;
            odd = (wide >>> 32) * factor;
        }

        low = ((even & LowHalves) | (odd << 32)).AsUInt32();
        high = ((even >>> 32) | (odd & ~LowHalves)).AsUInt32();
    }
}

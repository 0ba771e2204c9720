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
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private static Vector512<ulong> LowHalves => Vector512.Create(0xFFFFFFFFUL);

    /// <summary>Blocks <paramref name="counter"/>, a multiple of 16, to <paramref name="counter"/> + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blocks(
        ulong counter, out Vector512<uint> x0, out Vector512<uint> x1, out Vector512<uint> x2, out Vector512<uint> x3)
    {
        // Even and odd lanes go their own ways as the low halves of 64-bit lanes, since that is what products take;
        // whatever is in the high halves is never looked at.
        var first = (Vector512.Create((uint)counter) + Vector512<uint>.Indices).AsUInt64();
        var (a0, b0) = (first, first >>> 32);
        var a1 = Vector512.Create(counter >> 32);
        var a2 = Vector512.Create(stream);
        var a3 = Vector512.Create(stream >> 32);
        var (b1, b2, b3) = (a1, a2, a3);
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (key0, key1) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
            Round(ref a0, ref a1, ref a2, ref a3, key0, key1);
            Round(ref b0, ref b1, ref b2, ref b3, key0, key1);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        (x0, x1) = (Interleave(a0, b0), Interleave(a1, b1));
        (x2, x3) = (Interleave(a2, b2), Interleave(a3, b3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        ref Vector512<ulong> x0, ref Vector512<ulong> x1, ref Vector512<ulong> x2, ref Vector512<ulong> x3,
        Vector512<ulong> key0, Vector512<ulong> key1)
    {
        var (product0, product1) = (Multiply(x0, Multiplier0), Multiply(x2, Multiplier1));
        x0 = (product1 >>> 32) ^ x1 ^ key0;
        x1 = product1;
        x2 = (product0 >>> 32) ^ x3 ^ key1;
        x3 = product0;
    }

    /// <summary>The products of the low halves with a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Multiply(Vector512<ulong> x, uint factor) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(x.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32())
            : (x & LowHalves) * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Interleave(Vector512<ulong> even, Vector512<ulong> odd) =>
        ((even & LowHalves) | (odd << 32)).AsUInt32();
}

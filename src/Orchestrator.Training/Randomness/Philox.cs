using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Randomness;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy
/// as 1, 2, 3" (SC 2011), section 4.3: a bijection of 128-bit counters chosen by a 64-bit key. It has no state, so
/// any block can be had without the ones before it, in any order and on any device.
/// </summary>
public readonly struct Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private readonly ulong _key;
    private readonly ulong _stream;

    /// <summary>The blocks of one stream of one key.</summary>
    /// <param name="key">The key: key words 0 (low half) and 1 (high half).</param>
    /// <param name="stream">Counter words 2 (low half) and 3 (high half): different streams share no block.</param>
    public Philox(ulong key, ulong stream)
    {
        _key = key;
        _stream = stream;
    }

    /// <summary>The same blocks, sixteen at a time.</summary>
    internal PhiloxLanes Lanes => new(_key, _stream);

    /// <summary>
    /// The block at <paramref name="counter"/>, which is counter words 0 (low half) and 1 (high half).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt32x4 Block(ulong counter)
    {
        var (c0, c1) = ((uint)counter, (uint)(counter >> 32));
        var (c2, c3) = ((uint)_stream, (uint)(_stream >> 32));
        var (k0, k1) = ((uint)_key, (uint)(_key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new UInt32x4(c0, c1, c2, c3);
    }
}

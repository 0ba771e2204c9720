namespace Orchestrator.Training.Randomness;

/// <summary>Reads the blocks of a <see cref="Philox"/> stream one word after the other. Not thread-safe.</summary>
public sealed class PhiloxSequence
{
    private readonly Philox _blocks;
    private UInt32x4 _block;
    private ulong _next;
    private int _used = 4;

    /// <summary>Reads from block 0 of <paramref name="blocks"/> on.</summary>
    public PhiloxSequence(Philox blocks)
    {
        _blocks = blocks;
    }

    /// <summary>Reads from block 0 of the stream of the key on.</summary>
    public PhiloxSequence(ulong key, ulong stream)
        : this(new Philox(key, stream))
    {
    }

    /// <summary>The next word, uniform over all 32-bit values.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _block = _blocks.Block(_next++);
            _used = 0;
        }

        return _used++ switch
        {
            0 => _block.X0,
            1 => _block.X1,
            2 => _block.X2,
            _ => _block.X3,
        };
    }

    /// <summary>The next words, as many as <paramref name="words"/> has room for.</summary>
    internal void Fill(Span<uint> words)
    {
        var done = 0;
        while (done < words.Length)
        {
            if (_used < 4 || _next % PhiloxLanes.Width != 0 || words.Length - done < 4 * PhiloxLanes.Width)
            {
                words[done++] = NextUInt32();
                continue;
            }

            _blocks.Lanes.Blocks(_next, out var x0, out var x1, out var x2, out var x3);
            for (var i = 0; i < PhiloxLanes.Width; i++, done += 4)
                (words[done], words[done + 1], words[done + 2], words[done + 3]) = (x0[i], x1[i], x2[i], x3[i]);
            _next += PhiloxLanes.Width;
        }
    }

    /// <summary>
    /// The next double, uniform over the multiples of 2^-53 in [0, 1). Takes two words, the high one first.
    /// </summary>
    public double NextDouble()
    {
        ulong high = NextUInt32() >> 5;
        ulong low = NextUInt32() >> 6;
        return ((high << 26) | low) * (1.0 / (1UL << 53));
    }

    /// <summary>
    /// The next integer, uniform over 0..<paramref name="bound"/> - 1, without bias: multiplication with rejection,
    /// Lemire, "Fast random integer generation in an interval" (ACM TOMACS 2019), algorithm 5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is less than 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (uint)bound;
        var product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            var threshold = (0u - range) % range;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts the items into a uniformly random order (Fisher and Yates, from the last item down).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>A uniformly random permutation of 0..<paramref name="count"/> - 1.</summary>
    public int[] Permutation(int count)
    {
        var items = new int[count];
        for (var i = 0; i < count; i++)
            items[i] = i;
        Shuffle(items.AsSpan());
        return items;
    }
}

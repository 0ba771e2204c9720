using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// Sorts columns of one length: counting by the four bytes of a value, from the lowest up; bytes that are the same in
/// all rows are passed over. Buffers serve all columns; not thread-safe.
/// </summary>
internal sealed class ColumnOrder
{
    private const int Bytes = sizeof(float);
    private const int ByteValues = 256;

    private readonly int[] _starts = new int[Bytes * ByteValues];
    private readonly float[] _values;
    private ulong[] _keys;
    private ulong[] _other;

    /// <summary>An order of columns of <paramref name="rows"/> values.</summary>
    public ColumnOrder(int rows)
    {
        _keys = new ulong[rows];
        _other = new ulong[rows];
        _values = new float[rows];
    }

    /// <summary>Room for the values of a column.</summary>
    public Span<float> Values => _values;

    /// <summary>
    /// Sorts the values of <paramref name="column"/>, the rows of equal ones in their order; zeros lose their sign,
    /// values that are no number come first. High halves: what <see cref="Value"/> reads; low halves: the rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<ulong> Sort(ReadOnlySpan<float> column)
    {
        Array.Clear(_starts);
        for (var i = 0; i < column.Length; i++)
        {
            var key = Key(column[i]);
            _keys[i] = (ulong)key << 32 | (uint)i;
            for (var b = 0; b < Bytes; b++)
                _starts[b * ByteValues + (int)(key >> 8 * b & 0xFF)]++;
        }

        for (var b = 0; b < Bytes; b++)
        {
            var starts = _starts.AsSpan(b * ByteValues, ByteValues);
            if (starts[(int)(_keys[0] >> 32 + 8 * b & 0xFF)] < column.Length)
                Place(starts, 32 + 8 * b);
        }

        return _keys;
    }

    /// <summary>The value of a sorted key.</summary>
    public static float Value(ulong key)
    {
        var bits = (uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((bits & 0x80000000) != 0 ? bits ^ 0x80000000 : ~bits);
    }

    /// <summary>Bits that compare as the value does.</summary>
    private static uint Key(float value)
    {
        if (float.IsNaN(value))
            return 0;
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    /// <summary>Puts the keys in the order of one byte, whose counts become starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(Span<int> starts, int shift)
    {
        var start = 0;
        foreach (ref var count in starts)
            (count, start) = (start, start + count);
        ref var first = ref MemoryMarshal.GetArrayDataReference(_other);
        foreach (var key in _keys)
            Unsafe.Add(ref first, starts[(int)(key >> shift & 0xFF)]++) = key;
        (_keys, _other) = (_other, _keys);
    }
}

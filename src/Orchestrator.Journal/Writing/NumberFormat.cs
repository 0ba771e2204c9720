using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Orchestrator.Journal.Writing;

/// <summary>Number lists as bytes: 32 bits each, little-endian, one after the other.</summary>
internal static class NumberFormat
{
    public static byte[] Write(IReadOnlyList<int> values)
    {
        var bytes = new byte[values.Count * sizeof(int)];
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        return bytes;
    }

    public static byte[] Write(IReadOnlyList<float> values)
    {
        var bytes = new byte[values.Count * sizeof(float)];
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return bytes;
    }

    public static int[] ReadIntegers(byte[] blob)
    {
        var values = MemoryMarshal.Cast<byte, int>(blob).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(values, values);
        return values;
    }

    public static float[] ReadSingles(byte[] blob)
    {
        var values = new float[blob.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(blob.AsSpan(i * sizeof(float)));
        return values;
    }
}

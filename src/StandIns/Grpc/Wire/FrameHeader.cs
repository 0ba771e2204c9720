using System.Buffers;
using System.Buffers.Binary;

namespace Grpc.Wire;

/// <summary>
/// The five bytes before each message: flags (bit 0 compressed; bit 7, in gRPC-Web alone, trailers), then the length of
/// what follows, big-endian.
/// </summary>
internal readonly record struct FrameHeader(byte Flags, uint Length)
{
    public const int Size = 5;
    public const byte Compressed = 1;
    public const byte Trailers = 0x80;

    /// <summary>Reads the header at the start of <paramref name="input"/>; false where it is not whole yet.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> input, out FrameHeader header)
    {
        header = default;
        if (input.Length < Size)
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[Size];
        if (input.FirstSpan.Length >= Size)
        {
            input.FirstSpan[..Size].CopyTo(bytes);
        }
        else
        {
            input.Slice(0, Size).CopyTo(bytes);
        }
        header = new(bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
        return true;
    }

    /// <summary>Writes the header into <paramref name="output"/>.</summary>
    public static void Write(IBufferWriter<byte> output, byte flags, int length)
    {
        var bytes = output.GetSpan(Size);
        bytes[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], (uint)length);
        output.Advance(Size);
    }
}

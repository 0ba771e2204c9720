using System.Buffers.Binary;
using Google.Protobuf;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// Messages of the protocol on a pipe between a node and the process of a slot: four bytes of length, little-endian,
/// then the message.
/// </summary>
internal static class MessageFrames
{
    /// <summary>The longest message, in bytes.</summary>
    public const int MostBytes = 64 << 20;

    private const int HeaderBytes = sizeof(int);
    private const int FirstBytes = 64 << 10;

    /// <summary>Writes a message in one piece.</summary>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    public static void Write(Stream stream, IMessage message)
    {
        var frame = Frame(message);
        stream.Write(frame);
        stream.Flush();
    }

    /// <inheritdoc cref="Write"/>
    public static async Task WriteAsync(Stream stream, IMessage message, CancellationToken cancellation)
    {
        var frame = Frame(message);
        await stream.WriteAsync(frame, cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The next message; null where the stream has ended between two. Memory grows with what has come, never with what
    /// a length only promises.
    /// </summary>
    /// <exception cref="FrameException">The bytes are no frame, or end within one.</exception>
    public static async Task<T?> ReadAsync<T>(Stream stream, MessageParser<T> parser, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        var header = new byte[HeaderBytes];
        var read = await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        if (read == 0)
            return null;
        if (read < HeaderBytes)
            throw new FrameException("the stream ends within a frame");
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < 0 or > MostBytes)
            throw new FrameException($"a frame of {length} bytes; at most {MostBytes} are allowed");
        var body = await ReadBodyAsync(stream, length, cancellation).ConfigureAwait(false);
        try
        {
            return parser.ParseFrom(body.AsSpan(0, length));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new FrameException($"a frame of {length} bytes holds no message: {malformed.Message}", malformed);
        }
    }

    private static byte[] Frame(IMessage message)
    {
        var length = message.CalculateSize();
        if (length > MostBytes)
            throw new FrameException($"a message of {length} bytes; at most {MostBytes} are allowed");
        var frame = new byte[HeaderBytes + length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        message.WriteTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    private static async Task<byte[]> ReadBodyAsync(Stream stream, int length, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(length, FirstBytes)];
        var read = 0;
        while (read < length)
        {
            if (read == body.Length)
                Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
            var part = await stream.ReadAsync(body.AsMemory(read), cancellation).ConfigureAwait(false);
            if (part == 0)
                throw new FrameException("the stream ends within a frame");
            read += part;
        }

        return body;
    }
}

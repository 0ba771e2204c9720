using System.Buffers.Binary;

namespace Orchestrator.Recorder;

/// <summary>
/// Finds the messages in one direction of a gRPC call: a byte that says whether it is compressed, four of length, the
/// message. Gets the bytes piece by piece. Not thread-safe.
/// </summary>
internal sealed class MessageReader(MessageRead read)
{
    private const int HeadBytes = 5;

    private readonly MemoryStream _bytes = new();

    public void Feed(ReadOnlySpan<byte> piece)
    {
        _bytes.Write(piece);
        var all = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
        var at = 0;
        while (all.Length - at >= HeadBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(all[(at + 1)..]);
            if (all.Length - at - HeadBytes < length)
                break;
            if (all[at] != 0)
                throw new InvalidDataException("A compressed message cannot be recorded.");
            read(all.Slice(at + HeadBytes, length));
            at += HeadBytes + length;
        }

        var rest = all[at..].ToArray();
        _bytes.SetLength(0);
        _bytes.Write(rest);
    }
}

/// <summary>A message was read.</summary>
internal delegate void MessageRead(ReadOnlySpan<byte> message);

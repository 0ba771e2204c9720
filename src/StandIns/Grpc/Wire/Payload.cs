using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>One received message, as a marshaller reads it. Valid until the marshaller returns.</summary>
internal sealed class Payload : DeserializationContext
{
    private ReadOnlySequence<byte> _bytes;

    public override int PayloadLength => (int)_bytes.Length;

    public void Set(in ReadOnlySequence<byte> bytes) => _bytes = bytes;

    public override byte[] PayloadAsNewBuffer() => _bytes.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _bytes;
}

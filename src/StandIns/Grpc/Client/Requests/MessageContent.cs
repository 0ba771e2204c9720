using System.Buffers;
using System.Net;

namespace Grpc.Net.Client.Requests;

/// <summary>
/// The body of a call with one request. It is kept until the call is forgotten: a connection that turns the request
/// down lets it be sent again on another.
/// </summary>
internal sealed class MessageContent : HttpContent
{
    public ArrayBufferWriter<byte> Buffer { get; } = new();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(Buffer.WrittenMemory, cancellationToken).AsTask();

    // Left out, as with every other client: a length says nothing that the frame does not.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

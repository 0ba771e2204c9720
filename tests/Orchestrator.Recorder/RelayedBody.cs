using System.Net;

namespace Orchestrator.Recorder;

/// <summary>A request's body, sent on as it comes.</summary>
internal sealed class RelayedBody(Stream body, MessageReader reader) : HttpContent
{
    /// <summary>Copies a body piece by piece, each as soon as it is there.</summary>
    public static async Task CopyAsync(
        Stream from, Stream to, MessageReader reader, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            reader.Feed(buffer.AsSpan(0, count));
            await to.WriteAsync(buffer.AsMemory(0, count), cancellation);
            await to.FlushAsync(cancellation);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken);
        await CopyAsync(body, stream, reader, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

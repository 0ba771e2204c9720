using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire.Compression;

namespace Grpc.Wire;

/// <summary>
/// Reads messages, each behind its header. Takes no more from the input than it must to give the next message, so a
/// reader that does not ask holds the peer up. One read at a time.
/// </summary>
/// <param name="input">The body. Not completed here.</param>
/// <param name="maximumSize">The largest message in bytes, before and after decompression; null for any size.</param>
/// <param name="compressions">What compressed messages may be compressed with.</param>
internal sealed class MessageReader(PipeReader input, int? maximumSize, Compressions compressions)
{
    private readonly Payload _payload = new();

    /// <summary>The peer's <c>grpc-encoding</c>; null where it sent none.</summary>
    public string? Encoding { get; set; }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="RpcException">
    /// RESOURCE_EXHAUSTED: larger than allowed. INTERNAL: cut short, or not a frame. UNIMPLEMENTED: a compression that
    /// is not known. What the marshaller throws comes through as it is.
    /// </exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadAsync<T>(
        Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (result.IsCanceled)
            {
                input.AdvanceTo(buffer.Start);
                throw new OperationCanceledException("The read was cancelled.");
            }
            if (TryTakeFrame(buffer, out var header, out var body))
            {
                try
                {
                    return Deserialize(header, body, deserializer);
                }
                finally
                {
                    input.AdvanceTo(body.End);
                }
            }
            if (result.IsCompleted)
            {
                var isCutShort = !buffer.IsEmpty;
                input.AdvanceTo(buffer.End);
                return isCutShort ? throw Failure(StatusCode.Internal, "Incomplete message.") : null;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Ends the read that goes on, as a cancelled one.</summary>
    public void CancelRead() => input.CancelPendingRead();

    private bool TryTakeFrame(
        in ReadOnlySequence<byte> buffer, out FrameHeader header, out ReadOnlySequence<byte> body)
    {
        body = default;
        if (!FrameHeader.TryRead(buffer, out header))
        {
            return false;
        }
        if (header.Flags > FrameHeader.Compressed)
        {
            input.AdvanceTo(buffer.Start);
            throw Failure(StatusCode.Internal, "Unexpected compressed flag value in message header.");
        }
        if (header.Length > (uint)(maximumSize ?? Array.MaxLength))
        {
            input.AdvanceTo(buffer.Start);
            throw TooLarge();
        }
        if (buffer.Length - FrameHeader.Size < header.Length)
        {
            return false;
        }
        body = buffer.Slice(FrameHeader.Size, header.Length);
        return true;
    }

    private T Deserialize<T>(
        FrameHeader header, in ReadOnlySequence<byte> body, Func<DeserializationContext, T> deserializer)
    {
        if (header.Flags == 0)
        {
            _payload.Set(body);
            return deserializer(_payload);
        }
        using var plain = new PooledBuffer { Limit = maximumSize };
        Decompress(body, plain);
        _payload.Set(new ReadOnlySequence<byte>(plain.Written));
        return deserializer(_payload);
    }

    private void Decompress(in ReadOnlySequence<byte> body, PooledBuffer plain)
    {
        if (Encoding is null or GrpcHeaders.Identity)
        {
            throw Failure(StatusCode.Internal, "A compressed message came without a grpc-encoding.");
        }
        var provider = compressions.Find(Encoding) ?? throw Failure(
            StatusCode.Unimplemented,
            $"Unsupported grpc-encoding value '{Encoding}'. Supported encodings: {compressions.AcceptEncoding}");
        try
        {
            Compressions.Decompress(provider, body, plain);
        }
        catch (PooledBuffer.LimitExceededException)
        {
            throw TooLarge();
        }
        catch (InvalidDataException e)
        {
            throw Failure(StatusCode.Internal, $"The compressed message cannot be read. {e.Message}");
        }
    }

    private static RpcException TooLarge() =>
        Failure(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}

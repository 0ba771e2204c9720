using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire.Compression;

namespace Grpc.Wire;

/// <summary>
/// Writes messages, each behind its header. A marshaller that says its length first writes straight into the output;
/// one that does not, or whose message is compressed, goes through a pooled buffer. One message at a time.
/// </summary>
/// <param name="output">Where the frames go. This type never flushes it.</param>
/// <param name="maximumSize">The largest message in bytes, before compression; null for any size.</param>
internal sealed class MessageWriter(IBufferWriter<byte> output, int? maximumSize) : SerializationContext
{
    private PooledBuffer? _buffer;
    private int? _length;
    private bool _compress;
    private bool _isDirect;
    private bool _isComplete;

    /// <summary>How to compress the messages that ask for it; null not to.</summary>
    public ICompressionProvider? Compression { get; set; }

    /// <summary>How hard to compress; null for the provider's own level.</summary>
    public CompressionLevel? CompressionLevel { get; set; }

    /// <summary>
    /// Writes one message. Where it throws before the message's first byte, the output is as it was; where the
    /// marshaller breaks off later, <see cref="IsTorn"/> is set and the stream must be reset.
    /// </summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is larger than allowed.</exception>
    public void Write<T>(T message, Action<T, SerializationContext> serializer, bool compress)
    {
        _compress = compress && Compression is not null;
        _length = null;
        _isComplete = false;
        try
        {
            serializer(message, this);
            if (!_isComplete)
            {
                throw new InvalidOperationException("The marshaller did not complete the message.");
            }
        }
        catch when (_isDirect)
        {
            IsTorn = true;
            throw;
        }
        finally
        {
            _isDirect = false;
            _buffer?.Dispose();
            _buffer = null;
        }
    }

    /// <summary>Whether a message broke off in the middle: nothing that follows can be read.</summary>
    public bool IsTorn { get; private set; }

    /// <inheritdoc/>
    public override void SetPayloadLength(int payloadLength)
    {
        CheckSize(payloadLength);
        _length = payloadLength;
    }

    /// <inheritdoc/>
    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length is { } length && !_compress)
        {
            if (!_isDirect)
            {
                _isDirect = true;
                FrameHeader.Write(output, flags: 0, length);
            }
            return output;
        }
        return _buffer ??= new();
    }

    /// <inheritdoc/>
    public override void Complete(byte[] payload)
    {
        StartCompletion();
        WriteFrame(payload);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        StartCompletion();
        if (!_isDirect)
        {
            WriteFrame(_buffer is null ? [] : _buffer.Written.Span);
        }
    }

    private void StartCompletion()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("The message is complete already.");
        }
        _isComplete = true;
    }

    private void WriteFrame(ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length);
        // A gzip stream of nothing is written as no bytes at all, which others cannot read.
        if (!_compress || payload.IsEmpty)
        {
            FrameHeader.Write(output, flags: 0, payload.Length);
            output.Write(payload);
            return;
        }
        using var compressed = new PooledBuffer();
        Compressions.Compress(Compression!, CompressionLevel, payload, compressed);
        FrameHeader.Write(output, FrameHeader.Compressed, (int)compressed.Length);
        output.Write(compressed.Written.Span);
    }

    private void CheckSize(int size)
    {
        if (size > maximumSize)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }
    }
}

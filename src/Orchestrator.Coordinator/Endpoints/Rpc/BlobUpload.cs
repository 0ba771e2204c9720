using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// The messages of an upload as one stream of bytes: read as the store asks for them, never all in memory.
/// </summary>
internal sealed class BlobUpload : Stream
{
    /// <summary>The most bytes of one message's content.</summary>
    public const int MostChunkBytes = 1024 * 1024;

    private readonly IAsyncStreamReader<Wire.PutBlobRequest> _messages;
    private readonly long _most;
    private ReadOnlyMemory<byte> _rest;
    private long _length;

    private BlobUpload(IAsyncStreamReader<Wire.PutBlobRequest> messages, long most, ByteString first)
    {
        (_messages, _most) = (messages, most);
        Take(first);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The hash that the first message names, and the bytes that follow, no more than allowed.</summary>
    /// <exception cref="RpcException">There is no message, or its hash is none.</exception>
    public static async Task<(Digest Hash, BlobUpload Content)> BeginAsync(
        IAsyncStreamReader<Wire.PutBlobRequest> messages, long most, CancellationToken cancellation)
    {
        if (!await messages.MoveNext(cancellation).ConfigureAwait(false))
            throw RpcFailures.BadField("hash", "hash: nothing is not allowed; the first message names a SHA-256");
        var hash = HashOf(messages.Current.Hash);
        return (hash, new BlobUpload(messages, most, messages.Current.Content));
    }

    /// <summary>The hash of a request.</summary>
    /// <exception cref="RpcException">It is none.</exception>
    public static Digest HashOf(ByteString hash) => hash.Length == Digest.Size
        ? Digest.FromBytes(hash.Span)
        : throw RpcFailures.BadField("hash",
            $"hash: a value of {hash.Length} bytes is not allowed; it is a SHA-256 of exactly {Digest.Size} bytes");

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (buffer.IsEmpty || !await _messages.MoveNext(cancellationToken).ConfigureAwait(false))
                return 0;
            if (_messages.Current.Hash.Length > 0)
                throw RpcFailures.BadField("hash", "hash: a second one is not allowed; only the first message has one");
            Take(_messages.Current.Content);
        }

        var read = Math.Min(buffer.Length, _rest.Length);
        _rest[..read].CopyTo(buffer);
        _rest = _rest[read..];
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An upload is read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Take(ByteString content)
    {
        if (content.Length > MostChunkBytes)
        {
            throw RpcFailures.BadField("content", $"content: {content.Length} bytes in one message are not allowed; "
                + $"they are at most {MostChunkBytes}");
        }

        _length += content.Length;
        if (_length > _most)
            throw RpcFailures.BadField("content", $"content: more than {_most} bytes are not allowed (--limit-upload)");
        _rest = content.Memory;
    }
}

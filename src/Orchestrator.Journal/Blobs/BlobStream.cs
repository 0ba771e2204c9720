using System.Security.Cryptography;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Blobs;

/// <summary>A blob as it is read: its digest is checked at the end. For one reader at a time.</summary>
internal sealed class BlobStream : Stream
{
    private readonly IBlobParts _parts;
    private readonly Digest _digest;
    private readonly string _store;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _part;
    private long _position;
    private bool _ended;

    /// <summary>The content of <paramref name="digest"/>, in <paramref name="store"/> as messages name it.</summary>
    public BlobStream(IBlobParts parts, Digest digest, string store) =>
        (_parts, _digest, _store) = (parts, digest, store);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _parts.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A blob is read from its beginning to its end.");
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _ended)
            return 0;
        if (_part.IsEmpty)
        {
            _part = await _parts.NextAsync(cancellationToken);
            _hash.AppendData(_part.Span);
        }

        if (_part.IsEmpty)
        {
            CheckEnd();
            return 0;
        }

        var count = Math.Min(buffer.Length, _part.Length);
        _part[..count].CopyTo(buffer);
        _part = _part[count..];
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

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

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _parts.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _parts.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private void CheckEnd()
    {
        _ended = true;
        if (Digest.FromBytes(_hash.GetCurrentHash()) != _digest)
            throw new StoreException($"The blob {_digest} in {_store} is damaged; restore it from a backup.");
    }
}

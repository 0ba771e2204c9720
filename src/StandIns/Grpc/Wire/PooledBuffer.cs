using System.Buffers;

namespace Grpc.Wire;

/// <summary>A growing buffer on rented arrays, that is also a stream to write to. One user at a time.</summary>
internal sealed class PooledBuffer : Stream, IBufferWriter<byte>
{
    private const int SmallestArray = 256;
    private byte[] _array = [];
    private int _count;

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _count);

    /// <summary>
    /// How many bytes may be written before <see cref="LimitExceededException"/>; null for any number.
    /// </summary>
    public int? Limit { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _count;

    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public void Advance(int count)
    {
        _count = checked(_count + count);
        if (_count > Limit)
        {
            throw new LimitExceededException();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsSpan(_count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return;
        }
        buffer.CopyTo(GetSpan(buffer.Length));
        Advance(buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
        _array = [];
        _count = 0;
    }

    private void Reserve(int size)
    {
        if (_array.Length - _count >= size)
        {
            return;
        }
        var grown = ArrayPool<byte>.Shared.Rent(
            Math.Max(checked(_count + size), Math.Max(SmallestArray, (int)Math.Min(2L * _count, Array.MaxLength))));
        _array.AsSpan(0, _count).CopyTo(grown);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
        _array = grown;
    }

    /// <summary>More was written than the limit allows.</summary>
    internal sealed class LimitExceededException : IOException;
}

using System.Buffers;
using System.Buffers.Text;
using Grpc.Core;

namespace Grpc.AspNetCore.Web;

/// <summary>Reads base64, possibly in several padded pieces, as the bytes that it stands for.</summary>
internal sealed class Base64Decoding(Stream encoded) : Stream
{
    private const int Group = 4;
    private readonly byte[] _buffer = new byte[4096];
    private int _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Decoding four characters gives three bytes at most, so what is read always fits.
        var room = Math.Min(_buffer.Length, Math.Max(buffer.Length / 3 * Group, Group));
        while (true)
        {
            var read = await encoded.ReadAsync(_buffer.AsMemory(_count, room - _count), cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
                return _count == 0 ? 0 : throw Malformed();
            _count += read;
            var written = Decode(buffer.Span);
            if (written > 0)
                return written;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static RpcException Malformed() => new(new Status(StatusCode.Internal, "The request body is not base64."));

    private int Decode(Span<byte> plain)
    {
        var whole = _count - (_count % Group);
        var used = 0;
        var written = 0;
        while (used < whole)
        {
            var piece = _buffer.AsSpan(used, whole - used);
            var padding = piece.IndexOf((byte)'=');
            if (padding >= 0)
                piece = piece[..(padding - (padding % Group) + Group)];
            var result = Base64.DecodeFromUtf8(piece, plain[written..], out var consumed, out var decoded);
            if (result != OperationStatus.Done)
                throw Malformed();
            used += consumed;
            written += decoded;
        }

        _buffer.AsSpan(used, _count - used).CopyTo(_buffer);
        _count -= used;
        return written;
    }
}

using System.Buffers.Text;
using System.IO.Pipelines;
using Grpc.Wire;

namespace Grpc.AspNetCore.Web;

/// <summary>Writes what is written to it as base64, padded at each flush.</summary>
internal sealed class Base64Encoding(PipeWriter output) : PipeWriter
{
    private readonly PooledBuffer _waiting = new();

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _waiting.Length;

    public override void Advance(int bytes) => _waiting.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _waiting.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _waiting.GetSpan(sizeHint);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _waiting.Dispose();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var plain = _waiting.Written.Span;
        if (!plain.IsEmpty)
        {
            var encoded = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(plain.Length));
            Base64.EncodeToUtf8(plain, encoded, out _, out var written);
            output.Advance(written);
            _waiting.Dispose();
        }

        return output.FlushAsync(cancellationToken);
    }
}

using System.Buffers;
using System.IO.Pipelines;

namespace Orchestrator.Host.Serving;

/// <summary>
/// Tells by its first bytes which HTTP a connection speaks (RFC 9113, section 3.4), and leaves them unread.
/// </summary>
internal static class ConnectionPreface
{
    /// <summary>How long a connection may say nothing; then it is HTTP/1.1's, which has limits of its own.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>True for the preface of HTTP/2.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static async Task<bool> IsHttp2Async(PipeReader input, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(either.Token).ConfigureAwait(false);
                var verdict = Judge(read.Buffer);
                // Nothing is consumed; what was examined is only read again once there is more.
                input.AdvanceTo(read.Buffer.Start, verdict is null ? read.Buffer.End : read.Buffer.Start);
                if (verdict is { } isHttp2)
                    return isHttp2;
                if (read.IsCompleted)
                    return false;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // Null while it may still be either.
    private static bool? Judge(ReadOnlySequence<byte> start)
    {
        var preface = "PRI * HTTP/2.0\r\n"u8;
        Span<byte> begun = stackalloc byte[preface.Length];
        var length = (int)Math.Min(start.Length, preface.Length);
        start.Slice(0, length).CopyTo(begun);
        if (!begun[..length].SequenceEqual(preface[..length]))
            return false;
        return length == preface.Length ? true : null;
    }
}

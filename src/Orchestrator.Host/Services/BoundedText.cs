using System.Text;
using Orchestrator.Coordinator.Endpoints.Rpc;

namespace Orchestrator.Host.Services;

/// <summary>Text in memory that is refused once it has more bytes of UTF-8 than allowed.</summary>
internal sealed class BoundedText(long mostBytes) : StringWriter
{
    private long _bytes;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        _bytes += Encoding.UTF8.GetByteCount(buffer);
        if (_bytes > mostBytes)
            throw new ReportTooLargeException(mostBytes);
        GetStringBuilder().Append(buffer);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }
}

using System.IO.Pipelines;
using System.Text;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Web;

/// <summary>A response whose trailers are the last frame of its body.</summary>
internal sealed class GrpcWebResponse : IHttpResponseBodyFeature, IHttpResponseTrailersFeature
{
    private readonly Base64Encoding? _text;
    private Stream? _stream;
    private bool _hasEnded;

    public GrpcWebResponse(IHttpResponseBodyFeature inner, bool isText)
    {
        Inner = inner;
        _text = isText ? new Base64Encoding(inner.Writer) : null;
    }

    public IHttpResponseBodyFeature Inner { get; }

    public PipeWriter Writer => _text is null ? Inner.Writer : _text;

    public Stream Stream => _stream ??= Writer.AsStream(leaveOpen: true);

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public void DisableBuffering() => Inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Inner.StartAsync(cancellationToken);

    public Task SendFileAsync(
        string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A gRPC response has no files.");

    public async Task CompleteAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await Inner.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Writes the trailers' frame; nothing where there are none.</summary>
    public async Task EndAsync()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        if (Trailers.Count > 0)
            WriteTrailers();
        if (Trailers.Count > 0 || _text is not null)
            await Writer.FlushAsync().ConfigureAwait(false);
    }

    private void WriteTrailers()
    {
        var text = new StringBuilder();
        foreach (var (name, values) in Trailers)
        {
            foreach (var value in values)
                text.Append(name.ToLowerInvariant()).Append(": ").Append(value).Append("\r\n");
        }

        var length = Encoding.ASCII.GetByteCount(text.ToString());
        FrameHeader.Write(Writer, FrameHeader.Trailers, length);
        Encoding.ASCII.GetBytes(text.ToString(), Writer.GetSpan(length));
        Writer.Advance(length);
    }
}

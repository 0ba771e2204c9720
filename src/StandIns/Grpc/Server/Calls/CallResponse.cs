using System.Buffers;
using System.IO.Pipelines;
using Grpc.AspNetCore.Server.Binding;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>
/// The response of one call: headers, messages, status. Messages go straight into the transport's buffer; what the
/// client does not take makes the flush wait.
/// </summary>
internal sealed class CallResponse
{
    private const int UnflushedBytes = 32 * 1024;
    private const int UnflushedMessages = 256;
    private const int Cancel = 0x8;
    private const int InternalError = 0x2;
    private static readonly TimeSpan LastWritePatience = TimeSpan.FromMilliseconds(100);
    private static readonly SearchValues<char> HeaderCharacters =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    private readonly HttpContext _http;
    private readonly HttpResponse _response;
    private readonly MethodSettings _settings;
    private readonly ILogger _logger;
    private readonly WriteGate _gate = new();
    private readonly PipeWriter _body;
    private readonly MessageWriter _messages;
    private int _waitingMessages;
    private bool _isStarted;
    private bool _hasEnded;

    public CallResponse(HttpContext http, CallSurroundings surroundings)
    {
        _http = http;
        _response = http.Response;
        _settings = surroundings.Settings;
        _logger = surroundings.Logger;
        _body = _response.BodyWriter;
        _messages = new MessageWriter(_body, _settings.MaxSendMessageSize)
        {
            CompressionLevel = _settings.ResponseCompressionLevel,
        };
        _response.ContentType = GrpcHeaders.ContentType;
        _response.Headers[GrpcHeaders.AcceptEncoding] = _settings.Compressions.AcceptEncoding;
        if (_settings.ResponseCompression is not null)
            Compress(_settings.ResponseCompression);
    }

    /// <summary>Sends the headers now.</summary>
    public async Task SendHeadersAsync(Metadata headers)
    {
        if (_isStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");
        _gate.Enter();
        try
        {
            if (headers.GetValue(GrpcHeaders.EncodingRequest) is { } algorithm)
                Compress(algorithm);
            Copy(headers, _response.Headers);
            await StartAsync().ConfigureAwait(false);
            await _body.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Writes a message; completes when the next one may be written.</summary>
    public Task WriteAsync<T>(
        T message, Action<T, SerializationContext> serializer, WriteFlags flags, CancellationToken cancellationToken)
    {
        _gate.Enter();
        var isDone = true;
        try
        {
            if (!_isStarted)
            {
                isDone = false;
                return StartAndWriteAsync(message, serializer, flags, cancellationToken);
            }

            var flush = Write(message, serializer, flags, cancellationToken);
            if (flush.IsCompletedSuccessfully)
                return Task.CompletedTask;
            isDone = false;
            return LeaveAfterAsync(flush);
        }
        finally
        {
            if (isDone)
                _gate.Leave();
        }
    }

    /// <summary>Writes the only message; it leaves with the status.</summary>
    public async Task WriteOnlyAsync<T>(T message, Action<T, SerializationContext> serializer, WriteFlags flags)
    {
        _gate.Enter();
        try
        {
            if (!_isStarted)
                await StartAsync().ConfigureAwait(false);
            _messages.Write(message, serializer, !flags.HasFlag(WriteFlags.NoCompress));
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Ends the response with a status; the first end counts.</summary>
    public async Task EndAsync(Status status, string method, Metadata? trailers)
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        try
        {
            await _gate.CloseAsync().WaitAsync(LastWritePatience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client takes nothing: what is written cannot be followed by a status any more.
            Reset(Cancel);
            return;
        }

        if (_messages.IsTorn)
        {
            Reset(InternalError);
            return;
        }

        var destination = _isStarted ? Trailers() : _response.Headers;
        if (trailers is not null)
            Copy(trailers, destination, method);
        Refusal.SetStatus(destination, status);
    }

    /// <summary>Hands the ended response to the transport while its handler still runs.</summary>
    public Task CompleteAsync() => _response.CompleteAsync();

    private IHeaderDictionary Trailers() => _http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
        ?? throw new InvalidOperationException("Trailers are not supported for this request.");

    private void Compress(string algorithm)
    {
        var provider = _settings.CompressionFor(_http.Request.Headers[GrpcHeaders.AcceptEncoding], algorithm);
        _messages.Compression = provider;
        if (provider is null)
            _response.Headers.Remove(GrpcHeaders.Encoding);
        else
            _response.Headers[GrpcHeaders.Encoding] = provider.EncodingName;
    }

    private Task StartAsync()
    {
        _isStarted = true;
        return _response.StartAsync();
    }

    private async Task StartAndWriteAsync<T>(
        T message, Action<T, SerializationContext> serializer, WriteFlags flags, CancellationToken cancellationToken)
    {
        try
        {
            await StartAsync().ConfigureAwait(false);
            await Write(message, serializer, flags, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private async Task LeaveAfterAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            await flush.ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private ValueTask<FlushResult> Write<T>(
        T message, Action<T, SerializationContext> serializer, WriteFlags flags, CancellationToken cancellationToken)
    {
        _messages.Write(message, serializer, !flags.HasFlag(WriteFlags.NoCompress));
        if (flags.HasFlag(WriteFlags.BufferHint) && MayWait())
            return default;
        _waitingMessages = 0;
        return _body.FlushAsync(cancellationToken);
    }

    private bool MayWait() => ++_waitingMessages < UnflushedMessages
        && (!_body.CanGetUnflushedBytes || _body.UnflushedBytes < UnflushedBytes);

    private void Reset(int code)
    {
        if (_http.Features.Get<IHttpResetFeature>() is { } reset)
            reset.Reset(code);
        else
            _http.Abort();
    }

    private void Copy(Metadata metadata, IHeaderDictionary headers, string method = "")
    {
        foreach (var entry in metadata)
        {
            if (MetadataHeaders.IsProtocol(entry.Key) || entry.Key == GrpcHeaders.EncodingRequest)
                continue;
            var value = MetadataHeaders.ValueOf(entry);
            if (value.AsSpan().ContainsAnyExcept(HeaderCharacters))
                Log.BadMetadata(_logger, entry.Key, method);
            else
                headers.Append(entry.Key, value);
        }
    }
}

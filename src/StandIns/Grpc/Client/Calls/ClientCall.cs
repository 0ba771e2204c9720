using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client.Credentials;
using Grpc.Net.Client.Requests;
using Grpc.Net.Client.Responses;
using Grpc.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>One call, of any kind: its request goes out, its response is read when it is asked for.</summary>
internal sealed class ClientCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 16 * 1024, minimumReadSize: 4096);

    private static readonly Status NoMessage = new(StatusCode.Internal, "Failed to deserialize response message.");

    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<HttpResponseMessage?> _response = Task.FromResult<HttpResponseMessage?>(null);
    private PipeReader? _body;
    private MessageReader? _messages;

    public CallLifetime Lifetime { get; } = Begin(channel, options);

    public Task<Metadata> ResponseHeadersAsync => _headers.Task;

    /// <summary>Sends the only request.</summary>
    public void Start(TRequest request)
    {
        if (Lifetime.IsOver)
        {
            FailHeaders();
            return;
        }
        try
        {
            var content = new MessageContent();
            var writer = RequestMessage.NewWriter(channel, options, content.Buffer);
            writer.Write(request, method.RequestMarshaller.ContextualSerializer, RequestMessage.Compresses(options.WriteOptions));
            Send(content);
        }
        catch (Exception e)
        {
            Lifetime.End(FailureStatus.OnStart(e));
            FailHeaders();
        }
    }

    /// <summary>Opens the stream of requests.</summary>
    public RequestStream<TRequest> Start()
    {
        var content = new PipedContent();
        var writer = RequestMessage.NewWriter(channel, options, content.Writer);
        var requests = new RequestStream<TRequest>(
            Lifetime, content, writer, method.RequestMarshaller.ContextualSerializer)
        {
            WriteOptions = options.WriteOptions,
            AwaitsOutcome = method.Type == MethodType.ClientStreaming,
        };
        if (Lifetime.IsOver)
        {
            FailHeaders();
        }
        else
        {
            Send(content);
        }
        return requests;
    }

    /// <summary>The response of a call that has one.</summary>
    /// <exception cref="RpcException">The call's status is not OK.</exception>
    public async Task<TResponse> ReadOnlyMessageAsync()
    {
        var message = await ReadAsync(isRequired: true).ConfigureAwait(false);
        if (message is not null && await ReadAsync().ConfigureAwait(false) is not null)
        {
            Lifetime.End(CallOutcome.Of(new Status(
                StatusCode.Internal, "Unexpected data after finished reading message.")));
        }
        var outcome = await Lifetime.Outcome.ConfigureAwait(false);
        if (outcome.Status.StatusCode != StatusCode.OK)
        {
            throw Lifetime.ExceptionOf(outcome);
        }
        return message!;
    }

    /// <summary>The next response; null when the call has ended, however it did. One read at a time.</summary>
    /// <param name="isRequired">Whether the call may not end well here.</param>
    public async ValueTask<TResponse?> ReadAsync(bool isRequired = false)
    {
        if (Lifetime.IsOver)
        {
            return null;
        }
        try
        {
            if (_messages is null)
            {
                var response = await _response.ConfigureAwait(false);
                if (response is null || !await OpenAsync(response).ConfigureAwait(false))
                {
                    return null;
                }
            }
            var message = await _messages!.ReadAsync(method.ResponseMarshaller.ContextualDeserializer, Lifetime.Aborted)
                .ConfigureAwait(false);
            if (message is null)
            {
                await _body!.CompleteAsync().ConfigureAwait(false);
                var outcome = ResponseStatus.AtEnd((await _response.ConfigureAwait(false))!);
                Lifetime.End(isRequired && outcome.Status.StatusCode == StatusCode.OK
                    ? outcome with { Status = NoMessage }
                    : outcome);
            }
            return message;
        }
        catch (Exception e)
        {
            Lifetime.End(FailureStatus.OnRead(e));
            return null;
        }
    }

    public Status GetStatus() => Ended("status").Status;

    public Metadata GetTrailers() => Ended("trailers").Trailers;

    public void Dispose()
    {
        Lifetime.End(CallOutcome.Disposed);
        FailHeaders();
    }

    private static CallLifetime Begin(GrpcChannel channel, CallOptions options)
    {
        channel.ThrowIfDisposed();
        return new(channel, options);
    }

    private CallOutcome Ended(string what) =>
        Lifetime.Outcome.IsCompletedSuccessfully
            ? Lifetime.Outcome.Result
            : throw new InvalidOperationException($"Unable to get the {what} because the call is not complete.");

    private void Send(HttpContent content)
    {
        var request = RequestMessage.New(channel, method, options, Lifetime.Remaining, content);
        _response = SendAsync(request);
    }

    // Null where the call ended before the body, which then ended the lifetime too. Never fails.
    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request)
    {
        try
        {
            if (RequestCredentials.Of(channel, options) is { Count: > 0 } interceptors)
            {
                await RequestCredentials.AddAsync(request, channel, method, interceptors, Lifetime.Aborted)
                    .ConfigureAwait(false);
            }
            var response = await channel.SendAsync(request, Lifetime.Aborted).ConfigureAwait(false);
            Lifetime.Own(response);
            if (ResponseStatus.AtStart(response) is { } outcome)
            {
                _headers.TrySetResult(ResponseStatus.HeadersOf(response));
                Lifetime.End(outcome);
                return null;
            }
            _headers.TrySetResult(ResponseStatus.HeadersOf(response));
            return response;
        }
        catch (Exception e)
        {
            Lifetime.End(FailureStatus.OnStart(e));
            FailHeaders();
            return null;
        }
    }

    private async Task<bool> OpenAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(Lifetime.Aborted).ConfigureAwait(false);
        if (Lifetime.IsOver)
        {
            return false;
        }
        _body = PipeReader.Create(stream, ReaderOptions);
        _messages = new(_body, channel.MaxReceiveMessageSize, channel.Compressions)
        {
            Encoding = ResponseStatus.EncodingOf(response),
        };
        return true;
    }

    // The caller may never look at the headers: the failure must not turn up as an unobserved one.
    private void FailHeaders()
    {
        if (_headers.TrySetException(Lifetime.ExceptionOf(Lifetime.Outcome.Result)))
        {
            _ = _headers.Task.Exception;
        }
    }
}

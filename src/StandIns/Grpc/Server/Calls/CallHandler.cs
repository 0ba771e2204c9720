using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Handles the calls of one method, from the request's first byte to the status.</summary>
internal abstract class CallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallSurroundings surroundings)
    where TRequest : class
    where TResponse : class
{
    private static readonly Status DeadlineStatus = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private readonly Func<DeserializationContext, TRequest> _deserializer =
        Readable(method.RequestMarshaller.ContextualDeserializer);

    protected Action<TResponse, SerializationContext> Serializer { get; } =
        method.ResponseMarshaller.ContextualSerializer;

    private bool TakesStream => method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;

    public Task HandleAsync(HttpContext http) => Refusal.Refuse(http) ? Task.CompletedTask : RunAsync(http);

    /// <summary>Reads the request or requests, lets the service answer, writes what is not written yet.</summary>
    protected abstract Task AnswerAsync(HttpServerCallContext context, MessageReader requests, CallResponse response);

    /// <summary>The only request of a call.</summary>
    protected async ValueTask<TRequest> ReadOnlyAsync(MessageReader requests, CancellationToken cancellationToken)
    {
        var request = await requests.ReadAsync(_deserializer, cancellationToken).ConfigureAwait(false)
            ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        return await requests.ReadAsync(_deserializer, cancellationToken).ConfigureAwait(false) is null
            ? request
            : throw new RpcException(
                new Status(StatusCode.Internal, "Additional data after the message received."));
    }

    /// <summary>Answers a stream of requests; a read that the answer leaves behind ends with it.</summary>
    protected async Task AnswerStreamAsync(
        HttpServerCallContext context, MessageReader requests, Func<IAsyncStreamReader<TRequest>, Task> answer)
    {
        var stream = new RequestStreamReader<TRequest>(context, requests, _deserializer);
        try
        {
            await answer(stream).ConfigureAwait(false);
        }
        finally
        {
            await stream.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the only response of a call.</summary>
    protected Task WriteOnlyAsync(HttpServerCallContext context, CallResponse response, TResponse? message)
    {
        if (context.Status.StatusCode != StatusCode.OK)
            return Task.CompletedTask;
        if (message is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        return response.WriteOnlyAsync(message, Serializer, context.WriteOptions?.Flags ?? default);
    }

    private static Func<DeserializationContext, TRequest> Readable(
        Func<DeserializationContext, TRequest> deserializer) => context =>
        {
            try
            {
                return deserializer(context);
            }
            catch (InvalidProtocolBufferException e)
            {
                throw new RpcException(
                    new Status(StatusCode.Internal, $"The request message cannot be read. {e.Message}", e));
            }
        };

    private async Task RunAsync(HttpContext http)
    {
        LiftLimits(http);
        using var deadline = CallDeadline.Of(http, surroundings.Clock);
        var response = new CallResponse(http, surroundings);
        var context = new HttpServerCallContext(http, method, response, deadline);
        http.Features.Set<IServerCallContextFeature>(context);
        var activity = http.Features.Get<IHttpActivityFeature>()?.Activity;
        activity?.SetTag("grpc.method", method.FullName);

        var requests = new MessageReader(
            http.Request.BodyReader, surroundings.Settings.MaxReceiveMessageSize, surroundings.Settings.Compressions)
        {
            Encoding = http.Request.Headers[GrpcHeaders.Encoding],
        };
        var answer = AnswerOrFailAsync(context, requests, response, deadline);
        if (deadline is not null && !answer.IsCompleted
            && await Task.WhenAny(answer, deadline.Passed).ConfigureAwait(false) != answer)
        {
            Log.DeadlineExceeded(surroundings.Logger, method.FullName);
            SetStatusTag(activity, DeadlineStatus);
            await response.EndAsync(DeadlineStatus, method.FullName, null).ConfigureAwait(false);
            await response.CompleteAsync().ConfigureAwait(false);
            _ = await answer.ConfigureAwait(false);
            return;
        }

        var status = await answer.ConfigureAwait(false);
        SetStatusTag(activity, status);
        await response.EndAsync(status, method.FullName, context.Trailers).ConfigureAwait(false);
    }

    private static void SetStatusTag(Activity? activity, Status status) =>
        activity?.SetTag("grpc.status_code", ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture));

    private async Task<Status> AnswerOrFailAsync(
        HttpServerCallContext context, MessageReader requests, CallResponse response, CallDeadline? deadline)
    {
        try
        {
            await AnswerAsync(context, requests, response).ConfigureAwait(false);
            return context.Status;
        }
        catch (Exception e)
        {
            return StatusOf(e, context, deadline);
        }
    }

    private Status StatusOf(Exception exception, HttpServerCallContext context, CallDeadline? deadline)
    {
        if (deadline?.IsPassed == true)
        {
            Log.DeadlineExceeded(surroundings.Logger, method.FullName);
            return DeadlineStatus;
        }

        if (exception is RpcException failure)
        {
            foreach (var entry in failure.Trailers.Except(context.ResponseTrailers).ToList())
                context.ResponseTrailers.Add(entry);
            Log.MethodRefused(surroundings.Logger, method.FullName, failure.StatusCode, failure.Status.Detail);
            return failure.Status;
        }

        // A read may learn that the client has gone before the call's token does.
        if (exception is ConnectionResetException or ConnectionAbortedException
            || (context.CancellationToken.IsCancellationRequested
                && exception is OperationCanceledException or IOException or InvalidOperationException))
        {
            Log.Cancelled(surroundings.Logger, method.FullName);
            return new(StatusCode.Cancelled, "Call canceled by the client.", exception);
        }

        Log.MethodFailed(surroundings.Logger, method.FullName, exception);
        var text = surroundings.Settings.TellsExceptions
            ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
            : "Exception was thrown by handler.";
        return new(StatusCode.Unknown, text, exception);
    }

    /// <summary>The size of messages is limited, not that of the stream; and a stream may rest.</summary>
    private void LiftLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (TakesStream && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }
}

using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>One request, one response.</summary>
internal sealed class UnaryCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    CallSurroundings surroundings,
    UnaryServerMethod<TRequest, TResponse> answer) : CallHandler<TRequest, TResponse>(method, surroundings)
    where TRequest : class
    where TResponse : class
{
    protected override async Task AnswerAsync(
        HttpServerCallContext context, MessageReader requests, CallResponse response)
    {
        var request = await ReadOnlyAsync(requests, context.CancellationToken).ConfigureAwait(false);
        var message = await answer(request, context).ConfigureAwait(false);
        await WriteOnlyAsync(context, response, message).ConfigureAwait(false);
    }
}

/// <summary>A stream of requests, one response.</summary>
internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    CallSurroundings surroundings,
    ClientStreamingServerMethod<TRequest, TResponse> answer) : CallHandler<TRequest, TResponse>(method, surroundings)
    where TRequest : class
    where TResponse : class
{
    protected override Task AnswerAsync(
        HttpServerCallContext context, MessageReader requests, CallResponse response) =>
        AnswerStreamAsync(context, requests, async stream =>
        {
            var message = await answer(stream, context).ConfigureAwait(false);
            await WriteOnlyAsync(context, response, message).ConfigureAwait(false);
        });
}

/// <summary>One request, a stream of responses.</summary>
internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    CallSurroundings surroundings,
    ServerStreamingServerMethod<TRequest, TResponse> answer) : CallHandler<TRequest, TResponse>(method, surroundings)
    where TRequest : class
    where TResponse : class
{
    protected override async Task AnswerAsync(
        HttpServerCallContext context, MessageReader requests, CallResponse response)
    {
        var request = await ReadOnlyAsync(requests, context.CancellationToken).ConfigureAwait(false);
        var responses = new ResponseStreamWriter<TResponse>(context, response, Serializer);
        await answer(request, responses, context).ConfigureAwait(false);
    }
}

/// <summary>A stream of requests, a stream of responses.</summary>
internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    CallSurroundings surroundings,
    DuplexStreamingServerMethod<TRequest, TResponse> answer) : CallHandler<TRequest, TResponse>(method, surroundings)
    where TRequest : class
    where TResponse : class
{
    protected override Task AnswerAsync(HttpServerCallContext context, MessageReader requests, CallResponse response)
    {
        var responses = new ResponseStreamWriter<TResponse>(context, response, Serializer);
        return AnswerStreamAsync(context, requests, stream => answer(stream, responses, context));
    }
}

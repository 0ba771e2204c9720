using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Serving;

/// <summary>
/// Says why a stream was ended: UNAVAILABLE by the server that stops, so that the other side looks for a coordinator
/// again; UNAUTHENTICATED where its token is no longer taken. Must be the outermost interceptor.
/// </summary>
internal sealed class StoppingInterceptor(IHostApplicationLifetime lifetime) : Interceptor
{
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        UntilEndedAsync(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        UntilEndedAsync(context, () => continuation(requestStream, responseStream, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        UntilEndedAsync(context, () => continuation(requestStream, context));

    private async Task UntilEndedAsync(ServerCallContext context, Func<Task> run) => _ = await UntilEndedAsync(
        context, async () =>
        {
            await run();
            return true;
        });

    // Ended by the tokens that UseStoppingStreams and UseServerSecurity put in place.
    private async Task<T> UntilEndedAsync<T>(ServerCallContext context, Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            if (context.GetHttpContext().Features.Get<OpenStream>() is { IsEnded: true })
                throw new RpcException(new Status(StatusCode.Unauthenticated, "the token is no longer taken here"));
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator is stopping"));
            throw;
        }
    }
}

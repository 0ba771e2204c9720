using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Host.Serving;

/// <summary>
/// Says why a stream was ended by the server that stops: UNAVAILABLE, so that the other side looks for a coordinator
/// again. Must be the outermost interceptor.
/// </summary>
internal sealed class StoppingInterceptor(IHostApplicationLifetime lifetime) : Interceptor
{
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        UntilStoppingAsync(() => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        UntilStoppingAsync(() => continuation(requestStream, responseStream, context));

    // Ended by the token that UseStoppingStreams put in place.
    private async Task UntilStoppingAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception ended) when (lifetime.ApplicationStopping.IsCancellationRequested
            && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the coordinator is stopping"));
        }
    }
}

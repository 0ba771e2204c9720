using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Host.Serving;

/// <summary>Ends streams when the server stops, which they would otherwise hold up until its patience ends.</summary>
internal static class StoppingStreams
{
    /// <summary>Cancels every gRPC call that streams replies when the server stops. Goes after the routing.</summary>
    public static void UseStoppingStreams(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!Streams(context))
        {
            await next(context);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, app.Lifetime.ApplicationStopping);
        context.RequestAborted = either.Token;
        await next(context);
    });

    private static bool Streams(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type
            is MethodType.ServerStreaming or MethodType.DuplexStreaming;
}

using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Puts a service's interceptors around its methods, the first outermost. Each call makes its own.</summary>
internal static class Interception
{
    public static UnaryServerMethod<TRequest, TResponse> AroundUnary<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors, UnaryServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(method, (next, registration) =>
            (request, context) => UseAsync(registration, context, i => i.UnaryServerHandler(request, context, next)));

    public static ClientStreamingServerMethod<TRequest, TResponse> AroundClientStreaming<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors, ClientStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(method, (next, registration) =>
            (requests, context) =>
                UseAsync(registration, context, i => i.ClientStreamingServerHandler(requests, context, next)));

    public static ServerStreamingServerMethod<TRequest, TResponse> AroundServerStreaming<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors, ServerStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(method, (next, registration) =>
            (request, responses, context) => UseAsync(
                registration,
                context,
                i => i.ServerStreamingServerHandler(request, responses, context, next)));

    public static DuplexStreamingServerMethod<TRequest, TResponse> AroundDuplexStreaming<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors, DuplexStreamingServerMethod<TRequest, TResponse> method)
        where TRequest : class
        where TResponse : class => interceptors.Reverse().Aggregate(method, (next, registration) =>
            (requests, responses, context) => UseAsync(
                registration,
                context,
                i => i.DuplexStreamingServerHandler(requests, responses, context, next)));

    private static async Task<T> UseAsync<T>(
        InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task<T>> run)
    {
        var (interceptor, isOwned) = registration.Activate(context.GetHttpContext().RequestServices);
        try
        {
            return await run(interceptor).ConfigureAwait(false);
        }
        finally
        {
            if (isOwned)
                await Disposal.DisposeAsync(interceptor).ConfigureAwait(false);
        }
    }

    private static async Task UseAsync(
        InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task> run)
    {
        var (interceptor, isOwned) = registration.Activate(context.GetHttpContext().RequestServices);
        try
        {
            await run(interceptor).ConfigureAwait(false);
        }
        finally
        {
            if (isOwned)
                await Disposal.DisposeAsync(interceptor).ConfigureAwait(false);
        }
    }
}

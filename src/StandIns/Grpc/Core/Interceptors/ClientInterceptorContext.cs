namespace Grpc.Core.Interceptors;

/// <summary>The call that a client interceptor stands in.</summary>
/// <typeparam name="TRequest">The request's type.</typeparam>
/// <typeparam name="TResponse">The response's type.</typeparam>
/// <param name="method">The method.</param>
/// <param name="host">The host to name; null for the channel's own.</param>
/// <param name="options">What goes with the call.</param>
public struct ClientInterceptorContext<TRequest, TResponse>(
    Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    /// <summary>The method.</summary>
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>The host to name; null for the channel's own.</summary>
    public string? Host { get; } = host;

    /// <summary>What goes with the call.</summary>
    public CallOptions Options { get; } = options;
}

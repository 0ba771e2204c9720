namespace Grpc.Core.Interceptors;

/// <summary>Changes the headers of every call.</summary>
internal sealed class HeadersInterceptor(Func<Metadata, Metadata> change) : ContextInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) =>
        new(
            context.Method,
            context.Host,
            context.Options.WithHeaders(change(context.Options.Headers ?? [])));
}

using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Credentials;

/// <summary>Adds to a request what the credentials of its channel and its call ask for.</summary>
internal static class RequestCredentials
{
    /// <summary>What is to be asked; nothing where the connection may not carry it.</summary>
    public static IReadOnlyList<AsyncAuthInterceptor> Of(GrpcChannel channel, CallOptions options)
    {
        if (options.Credentials is null || !channel.SendsCallCredentials)
        {
            return channel.Interceptors;
        }
        return [.. channel.Interceptors, .. new CredentialsOf(options.Credentials).Interceptors];
    }

    public static async Task AddAsync(
        HttpRequestMessage request, GrpcChannel channel, IMethod method,
        IReadOnlyList<AsyncAuthInterceptor> interceptors, CancellationToken cancellationToken)
    {
        var service = new Uri(channel.Address, method.ServiceName).ToString();
        var context = new AuthInterceptorContext(service, method.Name, cancellationToken);
        foreach (var interceptor in interceptors)
        {
            var metadata = new Metadata();
            await interceptor(context, metadata).ConfigureAwait(false);
            foreach (var entry in metadata)
            {
                request.Headers.TryAddWithoutValidation(entry.Key, MetadataHeaders.ValueOf(entry));
            }
        }
    }
}

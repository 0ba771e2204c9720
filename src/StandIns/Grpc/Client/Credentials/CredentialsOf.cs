using Grpc.Core;

namespace Grpc.Net.Client.Credentials;

/// <summary>
/// What a channel's or a call's credentials come down to: how to connect, and what to ask for headers.
/// </summary>
internal sealed class CredentialsOf
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    public CredentialsOf(ChannelCredentials? credentials) =>
        credentials?.InternalPopulateConfiguration(new OfChannel(this), this);

    public CredentialsOf(CallCredentials? credentials) =>
        credentials?.InternalPopulateConfiguration(new OfCall(this), this);

    /// <summary>Whether the connection must be secured; null where the credentials do not say.</summary>
    public bool? IsSecure { get; private set; }

    /// <summary>Asked, one after another, for the headers of each call.</summary>
    public IReadOnlyList<AsyncAuthInterceptor> Interceptors => _interceptors;

    private sealed class OfChannel(CredentialsOf result) : ChannelCredentialsConfiguratorBase
    {
        public override void SetInsecureCredentials(object state) => result.IsSecure = false;

        public override void SetSslCredentials(
            object state, string? rootCertificates, object? keyCertificatePair, object? verifyPeerCallback)
        {
            if (rootCertificates is not null || keyCertificatePair is not null || verifyPeerCallback is not null)
            {
                throw new InvalidOperationException(
                    "Certificates are set on the handler: SocketsHttpHandler.SslOptions.");
            }
            result.IsSecure = true;
        }

        public override void SetCompositeCredentials(
            object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
        {
            channelCredentials.InternalPopulateConfiguration(this, state);
            callCredentials.InternalPopulateConfiguration(new OfCall(result), state);
        }
    }

    private sealed class OfCall(CredentialsOf result) : CallCredentialsConfiguratorBase
    {
        public override void SetCompositeCredentials(object state, IReadOnlyList<CallCredentials> credentials)
        {
            foreach (var part in credentials)
            {
                part.InternalPopulateConfiguration(this, state);
            }
        }

        public override void SetAsyncAuthInterceptorCredentials(object state, AsyncAuthInterceptor interceptor) =>
            result._interceptors.Add(interceptor);
    }
}

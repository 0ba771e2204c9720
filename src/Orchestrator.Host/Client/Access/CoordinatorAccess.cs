using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Host.Security;
using Orchestrator.Protocol.Access;
using Orchestrator.Worker.Attachment;

namespace Orchestrator.Host.Client.Access;

/// <summary>
/// The one place that says how this program comes to a coordinator, as a client and as a worker: the authorities it
/// trusts, the certificate and the token it shows. All of them are read again when their files change. A token goes
/// over TLS, to this machine itself, or where that was allowed; nowhere else. Thread-safe.
/// </summary>
internal sealed class CoordinatorAccess : ICoordinatorAccess, IDisposable
{
    /// <summary>Trusted in place of the system's authorities; null: those.</summary>
    public TrustedCertificates? Authorities { get; init; }

    /// <summary>What is shown to a coordinator that asks for a certificate; null: nothing.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>The token of now; null: none is sent.</summary>
    public Func<string>? Token { get; init; }

    /// <summary>Whether a token may go to other machines without TLS.</summary>
    public bool AllowsPlainToken { get; init; }

    /// <summary>The name that a coordinator's certificate must have; null: that of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>The clock by which certificates are valid.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Changes with the files of the client's certificate: new connections then show another one.</summary>
    public object? Version => Certificate?.Context;

    /// <inheritdoc/>
    public AccessRefusal? Objection(Uri address) =>
        Token is null || AllowsPlainToken || address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? null
            : new AccessRefusal(
                AccessProblem.TokenUnprotected, "a token would go there without TLS, where others can read it");

    /// <inheritdoc/>
    public GrpcChannel Open(Uri address, SocketsHttpHandler handler, GrpcChannelOptions options)
    {
        if (Objection(address) is { } objection)
            throw new AccessRefusedException(address, objection);
        Secure(address, handler);
        options.HttpHandler = handler;
        if (Token is { } token)
        {
            var isSecure = address.Scheme == Uri.UriSchemeHttps;
            options.Credentials = ChannelCredentials.Create(
                isSecure ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
                CallCredentials.FromInterceptor((_, headers) =>
                {
                    headers.Add("authorization", $"Bearer {token()}");
                    return Task.CompletedTask;
                }));
            options.UnsafeUseInsecureChannelCallCredentials = !isSecure;
        }

        return GrpcChannel.ForAddress(address, options);
    }

    /// <summary>Sets on a handler what its connections to an address need for TLS.</summary>
    public void Secure(Uri address, SocketsHttpHandler handler)
    {
        var host = ServerName ?? address.IdnHost;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificateContext = Certificate?.Context,
            CertificateChainPolicy = TrustedCertificates.OfflinePolicy(),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                new ServerVerdict(Authorities, Time).Judge(host, certificate as X509Certificate2, chain, errors),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate?.Dispose();
}

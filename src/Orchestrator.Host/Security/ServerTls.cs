using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Orchestrator.Host.Security;

/// <summary>TLS 1.2 and 1.3 on a port, with what <see cref="ServerSecurity"/> holds at each handshake.</summary>
internal static class ServerTls
{
    /// <summary>Serves by TLS. The security must have a certificate.</summary>
    public static void UseTls(this ListenOptions options, ServerSecurity security) => options.UseHttps(
        new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Of(security)) });

    private static SslServerAuthenticationOptions Of(ServerSecurity security)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = security.Certificate!.Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (security.Clients is not { } authorities)
            return options;
        options.ClientCertificateRequired = true; // asked for; a caller without one may still ask for health
        options.AllowTlsResume = false; // so that every connection shows its certificate
        options.CertificateChainPolicy = TrustedCertificates.OfflinePolicy();
        options.RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is null
            || authorities.Accepts((X509Certificate2)certificate, chain?.ChainPolicy.ExtraStore ?? [], null);
        return options;
    }
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Orchestrator.Protocol.Access;

/// <summary>Finds out whether TLS is spoken at an address. Says nothing of the caller and trusts nobody.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Whether a certificate is shown there.</summary>
    public static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var hasShown = false;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.IdnHost, address.Port, limit.Token).ConfigureAwait(false);
            var tls = new SslStream(client.GetStream());
            await using (tls.ConfigureAwait(false))
            {
                var options = new SslClientAuthenticationOptions
                {
                    TargetHost = address.IdnHost,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    RemoteCertificateValidationCallback = (_, _, _, _) => !(hasShown = true),
                };
                await tls.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException
            or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return hasShown;
    }
}

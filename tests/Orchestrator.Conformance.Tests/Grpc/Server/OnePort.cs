using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>
/// HTTP/1.1 and HTTP/2 on one port without TLS. Kestrel tells them apart by what TLS negotiated; a connection that begins
/// with HTTP/2's preface is therefore given that negotiation's result. Needs <c>AllowAlternateSchemes</c>, because such
/// requests rightly say that their scheme is http.
/// </summary>
internal static class OnePort
{
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0"u8];

    public static void UseBothProtocols(this ListenOptions listen)
    {
        listen.KestrelServerOptions.AllowAlternateSchemes = true;
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => async connection =>
        {
            if (await BeginsWithPreface(connection))
            {
                connection.Features.Set<ITlsApplicationProtocolFeature>(new NegotiatedHttp2());
                connection.Features.Set<ITlsConnectionFeature>(new NoCertificate());
            }

            await next(connection);
        });
    }

    private static async Task<bool> BeginsWithPreface(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            var length = (int)Math.Min(read.Buffer.Length, Preface.Length);
            var isPreface = read.Buffer.Slice(0, length).ToArray().AsSpan().SequenceEqual(Preface.AsSpan(0, length));
            var isKnown = !isPreface || length == Preface.Length || read.IsCompleted;
            input.AdvanceTo(read.Buffer.Start, isKnown ? read.Buffer.Start : read.Buffer.End);
            if (isKnown)
                return isPreface && length == Preface.Length;
        }
    }

    private sealed class NegotiatedHttp2 : ITlsApplicationProtocolFeature
    {
        public ReadOnlyMemory<byte> ApplicationProtocol { get; } = "h2"u8.ToArray();
    }

    private sealed class NoCertificate : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}

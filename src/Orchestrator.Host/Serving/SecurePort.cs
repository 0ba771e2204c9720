using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Serving;

/// <summary>A port for HTTP/1.1 and HTTP/2, by TLS where there is a certificate.</summary>
internal static class SecurePort
{
    /// <summary>Makes Kestrel listen there. The services must hold the shared port.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="bound">Where to listen.</param>
    /// <param name="security">With or without TLS.</param>
    /// <param name="connections">The most connections at a time; more are closed at once. Null: any number.</param>
    public static void ListenSecurely(
        this KestrelServerOptions kestrel, IPEndPoint bound, ServerSecurity security, int? connections)
    {
        kestrel.Limits.MaxConcurrentConnections = connections;
        if (security.Certificate is null)
            new SharedPort(bound, connections).Listen(kestrel);
        else
            kestrel.Listen(bound, options => options.UseTls(security));
    }
}

using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Orchestrator.Host.Serving;

/// <summary>
/// One port without TLS for HTTP/1.1 and for HTTP/2 by prior knowledge. Kestrel chooses between the two by TLS alone
/// and takes everything without it for HTTP/1.1; so it is given two endpoints, and <see cref="SharedPortTransport"/>
/// hands each connection to the one that its first bytes ask for.
/// </summary>
/// <param name="address">Where to listen; port 0 lets the system choose.</param>
/// <param name="connections">The most connections at a time; null: any number.</param>
internal sealed class SharedPort(IPEndPoint address, int? connections = null)
{
    /// <summary>Where to listen.</summary>
    public IPEndPoint Address => address;

    /// <summary>
    /// The most connections at a time, those that have not said anything yet included; null: any number.
    /// </summary>
    public int? MostConnections => connections;

    /// <summary>Where it listens, the real port included; null until it does.</summary>
    public IPEndPoint? Bound { get; set; }

    /// <summary>Makes Kestrel listen on the port.</summary>
    public void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(new Lane(this, IsHttp2: false), options => options.Protocols = HttpProtocols.Http1);
        kestrel.Listen(new Lane(this, IsHttp2: true), options => options.Protocols = HttpProtocols.Http2);
    }

    /// <summary>One of the two endpoints.</summary>
    internal sealed class Lane(SharedPort port, bool IsHttp2) : EndPoint
    {
        public SharedPort Port => port;

        public bool IsHttp2 { get; } = IsHttp2;

        public override string ToString() => $"{port.Address}";
    }
}

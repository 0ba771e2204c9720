using System.Net;
using System.Security.Cryptography.X509Certificates;
using Orchestrator.Protocol;

namespace Orchestrator.Host.Serving;

/// <summary>How a coordinator is served.</summary>
/// <param name="Listen">Where to listen; port 0 lets the system choose.</param>
/// <param name="Advertised">Where others reach it; null: where it listens.</param>
/// <param name="Terms">What it expects of workers.</param>
/// <param name="Certificate">What it shows clients; null: without TLS.</param>
/// <param name="LogsJson">Whether log lines are JSON objects.</param>
internal sealed record ServeSettings(
    IPEndPoint Listen, Uri? Advertised, SessionTerms Terms, X509Certificate2? Certificate, bool LogsJson)
{
    /// <summary><c>http</c>, or <c>https</c> with TLS.</summary>
    public string Scheme => Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
}

using System.Net;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Security;
using Orchestrator.Protocol;

namespace Orchestrator.Host.Serving;

/// <summary>How a coordinator is served.</summary>
/// <param name="Listen">Where to listen; port 0 lets the system choose.</param>
/// <param name="Advertised">Where others reach it; null: where it listens.</param>
/// <param name="Terms">What it expects of workers.</param>
/// <param name="Security">What it shows callers and asks of them; stays the caller's.</param>
/// <param name="Limits">How much it takes of callers.</param>
/// <param name="LogsJson">Whether log lines are JSON objects.</param>
internal sealed record ServeSettings(
    IPEndPoint Listen, Uri? Advertised, SessionTerms Terms, ServerSecurity Security, ServeLimits Limits, bool LogsJson)
{
    /// <summary>Says where else log lines go; null: nowhere.</summary>
    public Action<ILoggingBuilder>? Logs { get; init; }
}

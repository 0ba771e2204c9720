using Orchestrator.Host.Security;

namespace Orchestrator.Host.Serving;

/// <summary>How much a coordinator takes of its callers.</summary>
/// <param name="Calls">Requests, streams and connections.</param>
/// <param name="UploadBytes">The largest blob.</param>
/// <param name="MessageBytes">The largest message.</param>
internal sealed record ServeLimits(CallLimits Calls, long UploadBytes, int MessageBytes);

using Microsoft.Extensions.Logging;

namespace Orchestrator.Host.Security;

/// <summary>What is logged of callers and their secrets, never a secret itself. Event ids are never reused.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(2201, LogLevel.Warning, "Refused {Method} to {Caller}: {Reason}")]
    public static partial void Refused(ILogger log, string method, string caller, string reason);

    [LoggerMessage(2202, LogLevel.Warning, "{Count} more calls were refused, which are not listed")]
    public static partial void MoreRefused(ILogger log, long count);

    [LoggerMessage(2203, LogLevel.Information, "The new {Files} is in force")]
    public static partial void Replaced(ILogger log, string files);

    [LoggerMessage(2204, LogLevel.Error, "The new {Files} cannot be used, the old one stays in force: {Problems}")]
    public static partial void NotReplaced(ILogger log, string files, string problems);

    [LoggerMessage(2205, LogLevel.Warning, "Ended {Count} streams whose tokens are no longer taken")]
    public static partial void StreamsEnded(ILogger log, int count);
}

using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

internal static partial class Log
{
    [LoggerMessage(6, LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void MethodFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Service method '{Method}' ended with {Code}: {Detail}")]
    public static partial void MethodRefused(ILogger logger, string method, StatusCode code, string detail);

    [LoggerMessage(7, LogLevel.Debug, "Deadline of '{Method}' exceeded.")]
    public static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(8, LogLevel.Debug, "Client of '{Method}' has gone or cancelled.")]
    public static partial void Cancelled(ILogger logger, string method);

    [LoggerMessage(9, LogLevel.Warning, "Metadata '{Key}' of '{Method}' cannot be a header and is left out.")]
    public static partial void BadMetadata(ILogger logger, string key, string method);
}

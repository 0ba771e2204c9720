using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>What the client logs.</summary>
internal static partial class Log
{
    public static void Ended(ILogger logger, Status status)
    {
        if (status.StatusCode != StatusCode.OK && logger.IsEnabled(LogLevel.Information))
        {
            Failed(logger, status.StatusCode, status.Detail);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Call failed with status {Code}: {Detail}")]
    private static partial void Failed(ILogger logger, StatusCode code, string detail);
}

using System.Globalization;
using Grpc.Core;

namespace Orchestrator.Protocol.Access;

/// <summary>What a coordinator says to a caller that asks too often.</summary>
public static class RequestLimit
{
    /// <summary>The trailer that says after how many seconds to ask again.</summary>
    public const string Trailer = "retry-after";

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait before the next try, 30 seconds at most; null where this is no such refusal.
    /// </summary>
    /// <param name="refused">What the coordinator answered.</param>
    public static TimeSpan? WaitOf(RpcException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        if (refused.StatusCode != StatusCode.ResourceExhausted || refused.Trailers.GetValue(Trailer) is not { } text
            || !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return null;
        return TimeSpan.FromSeconds(Math.Min(seconds, Most.TotalSeconds));
    }
}

using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>The terms of a worker's session, as the wire has them and as the program has them.</summary>
public static class SessionTermsMapper
{
    /// <summary>The first message of a session.</summary>
    /// <param name="terms">The terms.</param>
    public static Wire.CoordinatorMessage ToWire(SessionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return new Wire.CoordinatorMessage
        {
            Welcome = new Wire.Welcome
            {
                HeartbeatMs = Milliseconds(terms.Heartbeat),
                SilenceLimitMs = Milliseconds(terms.SilenceLimit),
                Protocol = terms.Protocol,
                Version = FieldChecks.Shortened(terms.Version, FieldChecks.LongestLabel),
            },
        };
    }

    /// <summary>The terms of a welcome.</summary>
    /// <exception cref="WireFormatException">
    /// A time is not positive, or the limit is no longer than a heartbeat.
    /// </exception>
    public static SessionTerms ToDomain(Wire.Welcome wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("welcome");
        var heartbeat = FieldChecks.Within(wire.HeartbeatMs, 1, int.MaxValue - 1, path, "heartbeat_ms");
        var limit = FieldChecks.Within(
            wire.SilenceLimitMs, heartbeat + 1, int.MaxValue, path, "silence_limit_ms");
        return new SessionTerms(TimeSpan.FromMilliseconds(heartbeat), TimeSpan.FromMilliseconds(limit))
        {
            Protocol = ProtocolVersion.Of(FieldChecks.NotNegative(wire.Protocol, path, "protocol")),
            Version = FieldChecks.Line(wire.Version, FieldChecks.LongestLabel, path, "version"),
        };
    }

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 1, int.MaxValue);
}

namespace Orchestrator.Host.Security;

/// <summary>How much a port takes; null: without a limit.</summary>
/// <param name="Requests">Of one caller a second; twice as many at once.</param>
/// <param name="Streams">Of one caller at a time.</param>
/// <param name="Connections">Of all callers at a time.</param>
internal sealed record CallLimits(int? Requests, int? Streams, int? Connections)
{
    /// <summary>Where nothing is said.</summary>
    public static readonly CallLimits Usual = new(200, 256, 4096);
}

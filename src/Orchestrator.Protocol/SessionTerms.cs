namespace Orchestrator.Protocol;

/// <summary>What a coordinator expects of an attached worker.</summary>
/// <param name="Heartbeat">How often it is to send a heartbeat; whole milliseconds, from 1.</param>
/// <param name="SilenceLimit">After how long a silence its leases are taken back; longer than a heartbeat.</param>
public sealed record SessionTerms(TimeSpan Heartbeat, TimeSpan SilenceLimit);

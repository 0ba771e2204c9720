namespace Orchestrator.Protocol;

/// <summary>What a coordinator expects of an attached worker.</summary>
/// <param name="Heartbeat">How often it is to send a heartbeat; whole milliseconds, from 1.</param>
/// <param name="SilenceLimit">After how long a silence its leases are taken back; longer than a heartbeat.</param>
public sealed record SessionTerms(TimeSpan Heartbeat, TimeSpan SilenceLimit)
{
    /// <summary>The version of the protocol that the coordinator speaks, from 1.</summary>
    public int Protocol { get; init; } = ProtocolVersion.Current;

    /// <summary>The coordinator's program version; empty where it does not say.</summary>
    public string Version { get; init; } = ProtocolVersion.Program;
}

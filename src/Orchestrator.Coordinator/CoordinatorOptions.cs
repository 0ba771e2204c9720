namespace Orchestrator.Coordinator;

/// <summary>The coordinator's time limits.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>How long a result may wait for others before they are stored together.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long to wait before a batch that the store refused is tried again.</summary>
    public TimeSpan StoreRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a worker may be silent before its leases are taken back: three missed heartbeats. Null: for ever, for a
    /// worker in the same process, which stops and goes on with its coordinator.
    /// </summary>
    public TimeSpan? SilenceLimit { get; init; } = TimeSpan.FromSeconds(30);
}

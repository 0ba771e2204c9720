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

    /// <summary>
    /// Whether sweeps that were running or paused when the coordinator stopped are taken up when it starts. False: only
    /// a new submission takes a sweep up, as in a program that runs one sweep and ends.
    /// </summary>
    public bool ResumeSweeps { get; init; } = true;

    /// <summary>
    /// The least time between two states of a sweep that watchers are shown; the last one is not held up.
    /// </summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a sweep that has ended is kept in memory after the last question about it.</summary>
    public TimeSpan PutAwayAfter { get; init; } = TimeSpan.FromSeconds(30);
}

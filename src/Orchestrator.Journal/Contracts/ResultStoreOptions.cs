namespace Orchestrator.Journal.Contracts;

/// <summary>How a store groups its writes and waits for locks.</summary>
public sealed record ResultStoreOptions
{
    /// <summary>A transaction takes no further queued batch once it holds this many records, from 1.</summary>
    public int RecordsPerTransaction { get; init; } = 500;

    /// <summary>How many batches may wait; a caller beyond that waits for room. From 1.</summary>
    public int QueuedBatches { get; init; } = 1024;

    /// <summary>How long to wait for a lock that another process holds on the file, in whole seconds, from 1.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

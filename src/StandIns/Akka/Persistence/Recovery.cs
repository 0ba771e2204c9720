namespace Akka.Persistence;

/// <summary>What a persistent actor recovers from.</summary>
public sealed class Recovery
{
    /// <summary>From the latest snapshot to the last event.</summary>
    public static readonly Recovery Default = new(SnapshotSelectionCriteria.Latest);

    /// <summary>No snapshot and no events; only the last sequence number is found out.</summary>
    public static readonly Recovery None = new(SnapshotSelectionCriteria.None, 0, long.MaxValue);

    /// <summary>From the latest snapshot to the last event.</summary>
    public Recovery()
        : this(SnapshotSelectionCriteria.Latest)
    {
    }

    /// <summary>From a chosen snapshot to the last event.</summary>
    public Recovery(SnapshotSelectionCriteria fromSnapshot)
        : this(fromSnapshot, long.MaxValue, long.MaxValue)
    {
    }

    /// <summary>From a chosen snapshot to a chosen event.</summary>
    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr)
        : this(fromSnapshot, toSequenceNr, long.MaxValue)
    {
    }

    /// <summary>From a chosen snapshot to a chosen event, and no more events than that.</summary>
    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr, long replayMax)
    {
        FromSnapshot = fromSnapshot;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotSelectionCriteria FromSnapshot { get; }

    /// <summary>The last event to replay.</summary>
    public long ToSequenceNr { get; }

    /// <summary>How many events at most.</summary>
    public long ReplayMax { get; }
}

namespace Akka.Persistence;

/// <summary>All events have been replayed; the actor is about to take commands.</summary>
public sealed class RecoveryCompleted
{
    private RecoveryCompleted()
    {
    }

    /// <summary>The one instance.</summary>
    public static RecoveryCompleted Instance { get; } = new();
}

/// <summary>A snapshot to recover from; comes before the events after it.</summary>
public sealed class SnapshotOffer
{
    /// <summary>Made by the system.</summary>
    public SnapshotOffer(SnapshotMetadata metadata, object snapshot)
    {
        Metadata = metadata;
        Snapshot = snapshot;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>What was saved.</summary>
    public object Snapshot { get; }
}

/// <summary>The snapshot was saved.</summary>
public sealed class SaveSnapshotSuccess
{
    /// <summary>Made by the system.</summary>
    public SaveSnapshotSuccess(SnapshotMetadata metadata) => Metadata = metadata;

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }
}

/// <summary>The snapshot was not saved.</summary>
public sealed class SaveSnapshotFailure
{
    /// <summary>Made by the system.</summary>
    public SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause)
    {
        Metadata = metadata;
        Cause = cause;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>Why not.</summary>
    public Exception Cause { get; }
}

/// <summary>The messages were deleted.</summary>
public sealed class DeleteMessagesSuccess
{
    /// <summary>Made by the system.</summary>
    public DeleteMessagesSuccess(long toSequenceNr) => ToSequenceNr = toSequenceNr;

    /// <summary>The last of them.</summary>
    public long ToSequenceNr { get; }
}

/// <summary>The messages were not deleted.</summary>
public sealed class DeleteMessagesFailure
{
    /// <summary>Made by the system.</summary>
    public DeleteMessagesFailure(Exception cause, long toSequenceNr)
    {
        Cause = cause;
        ToSequenceNr = toSequenceNr;
    }

    /// <summary>Why not.</summary>
    public Exception Cause { get; }

    /// <summary>The last of them.</summary>
    public long ToSequenceNr { get; }
}

/// <summary>The snapshot was deleted.</summary>
public sealed class DeleteSnapshotSuccess
{
    /// <summary>Made by the system.</summary>
    public DeleteSnapshotSuccess(SnapshotMetadata metadata) => Metadata = metadata;

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }
}

/// <summary>The snapshot was not deleted.</summary>
public sealed class DeleteSnapshotFailure
{
    /// <summary>Made by the system.</summary>
    public DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause)
    {
        Metadata = metadata;
        Cause = cause;
    }

    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata { get; }

    /// <summary>Why not.</summary>
    public Exception Cause { get; }
}

/// <summary>The snapshots were deleted.</summary>
public sealed class DeleteSnapshotsSuccess
{
    /// <summary>Made by the system.</summary>
    public DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria) => Criteria = criteria;

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }
}

/// <summary>The snapshots were not deleted.</summary>
public sealed class DeleteSnapshotsFailure
{
    /// <summary>Made by the system.</summary>
    public DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause)
    {
        Criteria = criteria;
        Cause = cause;
    }

    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria { get; }

    /// <summary>Why not.</summary>
    public Exception Cause { get; }
}

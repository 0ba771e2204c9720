using Akka.Actor;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    /// <summary>Saves a snapshot of the state after the last event; answered by success or failure.</summary>
    public void SaveSnapshot(object snapshot)
    {
        var metadata = new SnapshotMetadata(
            PersistenceId, SnapshotSequenceNr, OwnCell.LocalSystem.Time.GetUtcNow().UtcDateTime);
        _ = Snapshots.Save(metadata, snapshot).PipeTo(
            Self, Self, () => new SaveSnapshotSuccess(metadata), cause => new SaveSnapshotFailure(metadata, cause));
    }

    /// <summary>Deletes the snapshot of a number; answered by success or failure.</summary>
    public void DeleteSnapshot(long sequenceNr)
    {
        var metadata = new SnapshotMetadata(PersistenceId, sequenceNr, DateTime.MinValue);
        var criteria = new SnapshotSelectionCriteria(sequenceNr, DateTime.MaxValue, sequenceNr);
        _ = Snapshots.Delete(PersistenceId, criteria).PipeTo(
            Self, Self, () => new DeleteSnapshotSuccess(metadata), cause => new DeleteSnapshotFailure(metadata, cause));
    }

    /// <summary>Deletes the snapshots that fit; answered by success or failure.</summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        _ = Snapshots.Delete(PersistenceId, criteria).PipeTo(
            Self,
            Self,
            () => new DeleteSnapshotsSuccess(criteria),
            cause => new DeleteSnapshotsFailure(criteria, cause));
}

namespace Akka.Persistence;

/// <summary>Where snapshots are kept. All members may be called from any thread and return at once.</summary>
internal abstract class SnapshotStore
{
    /// <summary>The latest snapshot that fits; null if there is none.</summary>
    public abstract Task<SnapshotOffer?> Load(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Saves a snapshot, replacing one of the same number.</summary>
    public abstract Task Save(SnapshotMetadata metadata, object snapshot);

    /// <summary>Deletes the snapshots that fit.</summary>
    public abstract Task Delete(string persistenceId, SnapshotSelectionCriteria criteria);
}

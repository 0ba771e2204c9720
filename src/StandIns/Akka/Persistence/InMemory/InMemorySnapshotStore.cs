namespace Akka.Persistence;

/// <summary>Snapshots in memory, as the objects they are.</summary>
internal sealed class InMemorySnapshotStore : SnapshotStore
{
    private readonly Lock _lock = new();
    private readonly List<SnapshotOffer> _snapshots = [];

    public override Task<SnapshotOffer?> Load(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_lock)
        {
            return Task.FromResult(_snapshots
                .Where(s => s.Metadata.PersistenceId == persistenceId && criteria.Fits(s.Metadata))
                .MaxBy(s => s.Metadata.SequenceNr));
        }
    }

    public override Task Save(SnapshotMetadata metadata, object snapshot)
    {
        lock (_lock)
        {
            _snapshots.RemoveAll(s =>
                s.Metadata.PersistenceId == metadata.PersistenceId && s.Metadata.SequenceNr == metadata.SequenceNr);
            _snapshots.Add(new SnapshotOffer(metadata, snapshot));
        }
        return Task.CompletedTask;
    }

    public override Task Delete(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_lock)
        {
            _snapshots.RemoveAll(s => s.Metadata.PersistenceId == persistenceId && criteria.Fits(s.Metadata));
        }
        return Task.CompletedTask;
    }
}

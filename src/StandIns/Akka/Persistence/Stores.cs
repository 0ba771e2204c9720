using Akka.Actor;

namespace Akka.Persistence;

/// <summary>The journals and snapshot stores of a system by plug-in id.</summary>
internal sealed class Stores
{
    public const string InMemoryJournalId = "akka.persistence.journal.inmem";
    public const string InMemorySnapshotsId = "akka.persistence.snapshot-store.inmem";

    private readonly Dictionary<string, JournalStore> _journals = [];
    private readonly Dictionary<string, SnapshotStore> _snapshots = [];
    private string _defaultJournal = InMemoryJournalId;
    private string _defaultSnapshots = InMemorySnapshotsId;

    private Stores()
    {
        _journals[InMemoryJournalId] = new InMemoryJournal();
        _snapshots[InMemorySnapshotsId] = new InMemorySnapshotStore();
    }

    public static Stores Of(LocalActorSystem system) => system.Part(static _ => new Stores());

    public void Add(string id, JournalStore journal, bool isDefault)
    {
        _journals[id] = journal;
        _defaultJournal = isDefault ? id : _defaultJournal;
    }

    public void Add(string id, SnapshotStore snapshots, bool isDefault)
    {
        _snapshots[id] = snapshots;
        _defaultSnapshots = isDefault ? id : _defaultSnapshots;
    }

    public JournalStore Journal(string? id) => _journals.TryGetValue(Or(id, _defaultJournal), out var journal)
        ? journal
        : throw new ArgumentException($"Journal plugin [{id}] was not configured.");

    public SnapshotStore Snapshots(string? id) => _snapshots.TryGetValue(Or(id, _defaultSnapshots), out var snapshots)
        ? snapshots
        : throw new ArgumentException($"Snapshot store plugin [{id}] was not configured.");

    private static string Or(string? id, string defaultId) => string.IsNullOrEmpty(id) ? defaultId : id;
}

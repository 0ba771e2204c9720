namespace Akka.Persistence.Hosting;

/// <summary>What a persistence plug-in is used for.</summary>
public enum PersistenceMode
{
    /// <summary>Events and snapshots.</summary>
    Both,

    /// <summary>Events only.</summary>
    Journal,

    /// <summary>Snapshots only.</summary>
    SnapshotStore,
}

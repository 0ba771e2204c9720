namespace Akka.Persistence;

/// <summary>Under which name, and where, an actor's events are stored.</summary>
public interface IPersistentIdentity
{
    /// <summary>The name; must never change and must be unique.</summary>
    string PersistenceId { get; }

    /// <summary>The journal; empty for the default one.</summary>
    string JournalPluginId { get; }

    /// <summary>The snapshot store; empty for the default one.</summary>
    string SnapshotPluginId { get; }
}

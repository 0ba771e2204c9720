using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Persistence in a SQL database.</summary>
public static class HostingExtensions
{
    private const string Sqlite = "SQLite.MS";

    /// <summary>Keeps events, snapshots or both in a database; only SQLite (<c>SQLite.MS</c>) is served.</summary>
    /// <exception cref="NotSupportedException">Another provider was asked for.</exception>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        string? schemaName = null,
        Action<AkkaPersistenceJournalBuilder>? journalBuilder = null,
        bool autoInitialize = true,
        string pluginIdentifier = "sql",
        bool isDefaultPlugin = true)
    {
        if (providerName is not (Sqlite or "SQLite"))
        {
            throw new NotSupportedException($"SQL provider [{providerName}] is not served; use [{Sqlite}].");
        }
        if (schemaName is not null)
        {
            throw new NotSupportedException("SQLite has no schemas; leave schemaName out.");
        }
        journalBuilder?.Invoke(new AkkaPersistenceJournalBuilder(pluginIdentifier));
        return builder.Add(system =>
            AddTo(system, connectionString, mode, autoInitialize, pluginIdentifier, isDefaultPlugin));
    }

    private static void AddTo(
        LocalActorSystem system,
        string connectionString,
        PersistenceMode mode,
        bool autoInitialize,
        string pluginIdentifier,
        bool isDefault)
    {
        var stores = Stores.Of(system);
        var file = new SqliteFile(connectionString, autoInitialize ? SqliteSchema.Create : static _ => { });
        system.RegisterOnTermination(file.Close);
        if (mode is PersistenceMode.Both or PersistenceMode.Journal)
        {
            var journal = new SqliteJournal(file, system.Serialization, system.Time);
            stores.Add($"akka.persistence.journal.{pluginIdentifier}", journal, isDefault);
            system.RegisterOnTermination(journal.Close);
        }
        if (mode is PersistenceMode.Both or PersistenceMode.SnapshotStore)
        {
            var snapshots = new SqliteSnapshotStore(file, system.Serialization);
            stores.Add($"akka.persistence.snapshot-store.{pluginIdentifier}", snapshots, isDefault);
        }
    }
}

using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Persistence in a SQL database.</summary>
public static class HostingExtensions
{
    private const string Sqlite = "SQLite.MS";
    private const string Postgres = "PostgreSQL";

    /// <summary>
    /// Keeps events, snapshots or both in a database: SQLite (<c>SQLite.MS</c>) or PostgreSQL (<c>PostgreSQL</c>, or
    /// with a version as in <c>PostgreSQL.15</c>).
    /// </summary>
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
        journalBuilder?.Invoke(new AkkaPersistenceJournalBuilder(pluginIdentifier));
        var plugin = new Plugin(mode, pluginIdentifier, isDefaultPlugin);
        if (providerName is Sqlite or "SQLite")
        {
            return schemaName is null
                ? builder.Add(system => AddSqlite(system, connectionString, autoInitialize, plugin))
                : throw new NotSupportedException("SQLite has no schemas; leave schemaName out.");
        }
        if (providerName == Postgres || providerName.StartsWith(Postgres + ".", StringComparison.Ordinal))
        {
            return builder.Add(system => AddPostgres(system, connectionString, schemaName, autoInitialize, plugin));
        }
        throw new NotSupportedException(
            $"SQL provider [{providerName}] is not served; use [{Sqlite}] or [{Postgres}].");
    }

    private static void AddSqlite(LocalActorSystem system, string connectionString, bool create, Plugin plugin)
    {
        var file = new SqliteFile(connectionString, create ? SqliteSchema.Create : static _ => { });
        system.RegisterOnTermination(file.Close);
        if (plugin.HasJournal)
        {
            var journal = new SqliteJournal(file, system.Serialization, system.Time);
            plugin.Add(system, journal);
            system.RegisterOnTermination(journal.Close);
        }
        if (plugin.HasSnapshots)
        {
            plugin.Add(system, new SqliteSnapshotStore(file, system.Serialization));
        }
    }

    private static void AddPostgres(
        LocalActorSystem system, string connectionString, string? schema, bool create, Plugin plugin)
    {
        var tables = new PostgresTables(schema);
        var database = new PostgresDatabase(system, connectionString, tables, create);
        system.RegisterOnTermination(database.Close);
        var fence = system.Part(static _ => new WriteFence());
        system.SetPart(new LeaseLocation(connectionString, tables, create));
        if (plugin.HasJournal)
        {
            plugin.Add(system, new PostgresJournal(database, system, fence));
        }
        if (plugin.HasSnapshots)
        {
            plugin.Add(system, new PostgresSnapshotStore(database, system.Serialization, fence));
        }
    }

    private sealed record Plugin(PersistenceMode Mode, string Id, bool IsDefault)
    {
        public bool HasJournal => Mode is PersistenceMode.Both or PersistenceMode.Journal;

        public bool HasSnapshots => Mode is PersistenceMode.Both or PersistenceMode.SnapshotStore;

        public void Add(LocalActorSystem system, JournalStore journal) =>
            Stores.Of(system).Add($"akka.persistence.journal.{Id}", journal, IsDefault);

        public void Add(LocalActorSystem system, SnapshotStore snapshots) =>
            Stores.Of(system).Add($"akka.persistence.snapshot-store.{Id}", snapshots, IsDefault);
    }
}

using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>The tables.</summary>
internal static class SqliteSchema
{
    private const string Journal = """
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            is_deleted INTEGER NOT NULL,
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            message BLOB NOT NULL,
            manifest VARCHAR(500) NOT NULL,
            identifier INTEGER NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS journal_metadata (
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number INTEGER NOT NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        """;

    private const string Snapshots = """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number INTEGER NOT NULL,
            created INTEGER NOT NULL,
            snapshot BLOB NOT NULL,
            manifest VARCHAR(500) NOT NULL,
            serializer_id INTEGER NOT NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        """;

    public static void Create(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Journal + Snapshots;
        command.ExecuteNonQuery();
    }
}

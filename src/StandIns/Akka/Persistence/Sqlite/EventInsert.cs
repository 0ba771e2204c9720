using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Akka.Persistence;

/// <summary>
/// The prepared insert; only used on the writer's thread. Binds by position on the statement itself: the command object
/// of the driver costs more than the insert.
/// </summary>
internal sealed class EventInsert
{
    private const string Sql = "INSERT INTO journal "
        + "(is_deleted, persistence_id, sequence_number, created, message, manifest, identifier) "
        + "VALUES (0, ?1, ?2, ?3, ?4, ?5, ?6)";

    private sqlite3_stmt? _statement;

    /// <summary>Inserts a row.</summary>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public void Run(SqliteConnection connection, string persistenceId, long sequenceNr, long created, EventRow row)
    {
        var database = connection.Handle!;
        if (_statement is null)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, Sql, out var made), database);
            _statement = made;
        }
        var statement = _statement;
        raw.sqlite3_bind_text(statement, 1, persistenceId);
        raw.sqlite3_bind_int64(statement, 2, sequenceNr);
        raw.sqlite3_bind_int64(statement, 3, created);
        raw.sqlite3_bind_blob(statement, 4, row.Payload);
        raw.sqlite3_bind_text(statement, 5, row.Manifest);
        raw.sqlite3_bind_int(statement, 6, row.SerializerId);
        var outcome = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (outcome != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(outcome, database);
        }
    }

    /// <summary>Frees the statement; to be called before the connection is closed.</summary>
    public void Close() => _statement?.Dispose();
}

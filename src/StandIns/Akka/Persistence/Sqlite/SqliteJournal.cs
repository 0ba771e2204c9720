using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>Events in SQLite.</summary>
internal sealed class SqliteJournal(SqliteFile file, Serialization.Serialization serialization, TimeProvider time)
    : JournalStore
{
    private readonly EventInsert _insert = new();

    /// <summary>Frees what is held on the writer's connection.</summary>
    public void Close() => file.Enqueue(new SqliteRead<object?>(_ =>
    {
        _insert.Close();
        return null;
    }));

    public override void Write(JournalWrite write)
    {
        write.Prepare(serialization);
        file.Enqueue(new WriteWork(write, _insert, time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    public override Task<List<StoredEvent>> Replay(string persistenceId, long from, long to, int max) =>
        file.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT sequence_number, message, manifest, identifier FROM journal "
                + "WHERE persistence_id = $id AND sequence_number BETWEEN $from AND $to "
                + "AND is_deleted = 0 ORDER BY sequence_number LIMIT $max";
            command.Parameters.AddWithValue("$id", persistenceId);
            command.Parameters.AddWithValue("$from", from);
            command.Parameters.AddWithValue("$to", to);
            command.Parameters.AddWithValue("$max", max);
            using var reader = command.ExecuteReader();
            var rows = new List<(long Nr, EventRow Row)>();
            while (reader.Read())
            {
                var row = new EventRow(reader.GetFieldValue<byte[]>(1), reader.GetString(2), reader.GetInt32(3));
                rows.Add((reader.GetInt64(0), row));
            }
            return rows;
        }).ContinueWith(
            rows => rows.GetAwaiter().GetResult().ConvertAll(r => new StoredEvent(r.Nr, r.Row.Read(serialization))),
            TaskScheduler.Default);

    public override Task<long> HighestSequenceNr(string persistenceId) => file.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max("
            + "coalesce((SELECT max(sequence_number) FROM journal WHERE persistence_id = $id), 0), "
            + "coalesce((SELECT max(sequence_number) FROM journal_metadata WHERE persistence_id = $id), 0))";
        command.Parameters.AddWithValue("$id", persistenceId);
        return (long)command.ExecuteScalar()!;
    });

    public override Task DeleteTo(string persistenceId, long toSequenceNr) => file.Write(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO journal_metadata (persistence_id, sequence_number) "
            + "SELECT $id, max(sequence_number) FROM journal WHERE persistence_id = $id HAVING count(*) > 0;"
            + "DELETE FROM journal WHERE persistence_id = $id AND sequence_number <= $to;"
            + "DELETE FROM journal_metadata WHERE persistence_id = $id AND sequence_number < "
            + "(SELECT max(sequence_number) FROM journal_metadata WHERE persistence_id = $id)";
        command.Parameters.AddWithValue("$id", persistenceId);
        command.Parameters.AddWithValue("$to", toSequenceNr);
        command.ExecuteNonQuery();
    });

    private sealed class WriteWork(JournalWrite write, EventInsert insert, long created) : SqliteWork
    {
        public override void Run(SqliteConnection connection)
        {
            foreach (var atomic in write.Writes)
            {
                for (var i = 0; atomic.Rejection is null && i < atomic.Events.Length; i++)
                {
                    var row = ((EventRow[])atomic.Prepared!)[i];
                    insert.Run(connection, write.PersistenceId, atomic.Events[i].SequenceNr, created, row);
                }
            }
        }

        public override void Complete(Exception? failure) => write.Complete(failure);
    }
}

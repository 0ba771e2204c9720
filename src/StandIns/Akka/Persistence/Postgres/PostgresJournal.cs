using Akka.Actor;
using Npgsql;

namespace Akka.Persistence;

/// <summary>Events in PostgreSQL.</summary>
internal sealed class PostgresJournal(PostgresDatabase database, LocalActorSystem system, WriteFence fence)
    : JournalStore
{
    public override void Write(JournalWrite write)
    {
        write.Prepare(system.Serialization);
        database.Enqueue(new PostgresEvents(write, system.Time.GetUtcNow().ToUnixTimeMilliseconds(), fence.Token));
    }

    public override async Task<List<StoredEvent>> Replay(string persistenceId, long from, long to, int max)
    {
        var rows = await database.Queue(c => Select(c, persistenceId, from, to, max), fence: null)
            .ConfigureAwait(false);
        return rows.ConvertAll(r => new StoredEvent(r.Nr, r.Row.Read(system.Serialization)));
    }

    public override Task<long> HighestSequenceNr(string persistenceId) => database.Queue(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT greatest(
                    (SELECT max(sequence_number) FROM {database.Tables.Journal} WHERE persistence_id = $1),
                    (SELECT max(sequence_number) FROM {database.Tables.Metadata} WHERE persistence_id = $1), 0)
                """;
            command.Parameters.AddWithValue(persistenceId);
            return (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        },
        fence: null);

    public override Task DeleteTo(string persistenceId, long toSequenceNr) => database.Queue(
        async connection =>
        {
            await using var batch = connection.CreateBatch();
            Add(batch, $"""
                INSERT INTO {database.Tables.Metadata} (persistence_id, sequence_number)
                SELECT $1, max(sequence_number) FROM {database.Tables.Journal} WHERE persistence_id = $1
                HAVING count(*) > 0 ON CONFLICT DO NOTHING
                """, persistenceId);
            Add(batch, $"DELETE FROM {database.Tables.Journal} WHERE persistence_id = $1 AND sequence_number <= $2",
                persistenceId, toSequenceNr);
            Add(batch, $"""
                DELETE FROM {database.Tables.Metadata} WHERE persistence_id = $1 AND sequence_number <
                    (SELECT max(sequence_number) FROM {database.Tables.Metadata} WHERE persistence_id = $1)
                """, persistenceId);
            return await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        },
        fence.Token);

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }
        batch.BatchCommands.Add(command);
    }

    private async Task<List<(long Nr, EventRow Row)>> Select(
        NpgsqlConnection connection, string persistenceId, long from, long to, int max)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT sequence_number, message, manifest, identifier FROM {database.Tables.Journal}
            WHERE persistence_id = $1 AND sequence_number BETWEEN $2 AND $3 AND NOT is_deleted
            ORDER BY sequence_number LIMIT $4
            """;
        command.Parameters.AddWithValue(persistenceId);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(to);
        command.Parameters.AddWithValue(max);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<(long Nr, EventRow Row)>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var row = new EventRow(reader.GetFieldValue<byte[]>(1), reader.GetString(2), reader.GetInt32(3));
            rows.Add((reader.GetInt64(0), row));
        }
        return rows;
    }
}

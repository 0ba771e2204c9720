using Npgsql;

namespace Akka.Persistence;

/// <summary>Snapshots in PostgreSQL.</summary>
internal sealed class PostgresSnapshotStore(
    PostgresDatabase database, Serialization.Serialization serialization, WriteFence fence) : SnapshotStore
{
    private const string Fits =
        "persistence_id = $1 AND sequence_number BETWEEN $2 AND $3 AND created BETWEEN $4 AND $5";

    public override async Task<SnapshotOffer?> Load(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var found = await database.Queue(c => Select(c, persistenceId, criteria), fence: null).ConfigureAwait(false);
        return found is { } row ? new SnapshotOffer(row.Metadata, row.Row.Read(serialization)) : null;
    }

    public override Task Save(SnapshotMetadata metadata, object snapshot)
    {
        EventRow row;
        try
        {
            row = EventRow.Write(serialization, snapshot);
        }
#pragma warning disable CA1031 // told to the actor as a failure to save
        catch (Exception cause)
#pragma warning restore CA1031
        {
            return Task.FromException(cause);
        }
        return database.Queue(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"""
                    INSERT INTO {database.Tables.Snapshot}
                        (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (persistence_id, sequence_number) DO UPDATE
                    SET (created, snapshot, manifest, serializer_id) =
                        (excluded.created, excluded.snapshot, excluded.manifest, excluded.serializer_id)
                    """;
                command.Parameters.AddWithValue(metadata.PersistenceId);
                command.Parameters.AddWithValue(metadata.SequenceNr);
                command.Parameters.AddWithValue(metadata.Timestamp.Ticks);
                command.Parameters.AddWithValue(row.Payload);
                command.Parameters.AddWithValue(row.Manifest);
                command.Parameters.AddWithValue(row.SerializerId);
                return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            },
            fence.Token);
    }

    public override Task Delete(string persistenceId, SnapshotSelectionCriteria criteria) => database.Queue(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM {database.Tables.Snapshot} WHERE {Fits}";
            Bind(command, persistenceId, criteria);
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        },
        fence.Token);

    private static void Bind(NpgsqlCommand command, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        command.Parameters.AddWithValue(persistenceId);
        command.Parameters.AddWithValue(criteria.MinSequenceNr);
        command.Parameters.AddWithValue(criteria.MaxSequenceNr);
        command.Parameters.AddWithValue((criteria.MinTimestamp ?? DateTime.MinValue).Ticks);
        command.Parameters.AddWithValue(criteria.MaxTimeStamp.Ticks);
    }

    private async Task<(SnapshotMetadata Metadata, EventRow Row)?> Select(
        NpgsqlConnection connection, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT sequence_number, created, snapshot, manifest, serializer_id FROM {database.Tables.Snapshot}
            WHERE {Fits} ORDER BY sequence_number DESC LIMIT 1
            """;
        Bind(command, persistenceId, criteria);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        if (!await reader.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }
        var saved = new DateTime(reader.GetInt64(1), DateTimeKind.Utc);
        var row = new EventRow(reader.GetFieldValue<byte[]>(2), reader.GetString(3), reader.GetInt32(4));
        return (new SnapshotMetadata(persistenceId, reader.GetInt64(0), saved), row);
    }
}

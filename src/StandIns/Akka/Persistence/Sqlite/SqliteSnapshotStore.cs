using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>Snapshots in SQLite.</summary>
internal sealed class SqliteSnapshotStore(SqliteFile file, Serialization.Serialization serialization) : SnapshotStore
{
    private const string Fits = "persistence_id = $id AND sequence_number BETWEEN $minNr AND $maxNr "
        + "AND created BETWEEN $minTime AND $maxTime";

    public override async Task<SnapshotOffer?> Load(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var found = await file.Read(connection => Select(connection, persistenceId, criteria)).ConfigureAwait(false);
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
        return file.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO snapshot "
                + "(persistence_id, sequence_number, created, snapshot, manifest, serializer_id) "
                + "VALUES ($id, $nr, $created, $snapshot, $manifest, $serializer)";
            command.Parameters.AddWithValue("$id", metadata.PersistenceId);
            command.Parameters.AddWithValue("$nr", metadata.SequenceNr);
            command.Parameters.AddWithValue("$created", metadata.Timestamp.Ticks);
            command.Parameters.AddWithValue("$snapshot", row.Payload);
            command.Parameters.AddWithValue("$manifest", row.Manifest);
            command.Parameters.AddWithValue("$serializer", row.SerializerId);
            command.ExecuteNonQuery();
        });
    }

    public override Task Delete(string persistenceId, SnapshotSelectionCriteria criteria) => file.Write(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM snapshot WHERE " + Fits;
        Bind(command, persistenceId, criteria);
        command.ExecuteNonQuery();
    });

    private static (SnapshotMetadata Metadata, EventRow Row)? Select(
        SqliteConnection connection, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence_number, created, snapshot, manifest, serializer_id FROM snapshot WHERE "
            + Fits + " ORDER BY sequence_number DESC LIMIT 1";
        Bind(command, persistenceId, criteria);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }
        var saved = new DateTime(reader.GetInt64(1), DateTimeKind.Utc);
        var row = new EventRow(reader.GetFieldValue<byte[]>(2), reader.GetString(3), reader.GetInt32(4));
        return (new SnapshotMetadata(persistenceId, reader.GetInt64(0), saved), row);
    }

    private static void Bind(SqliteCommand command, string persistenceId, SnapshotSelectionCriteria criteria)
    {
        command.Parameters.AddWithValue("$id", persistenceId);
        command.Parameters.AddWithValue("$minNr", criteria.MinSequenceNr);
        command.Parameters.AddWithValue("$maxNr", criteria.MaxSequenceNr);
        command.Parameters.AddWithValue("$minTime", (criteria.MinTimestamp ?? DateTime.MinValue).Ticks);
        command.Parameters.AddWithValue("$maxTime", criteria.MaxTimeStamp.Ticks);
    }
}

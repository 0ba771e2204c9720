using Microsoft.Data.Sqlite;

namespace Akka.Persistence;

/// <summary>The prepared insert; only used on the writer's thread.</summary>
internal sealed class EventInsert
{
    private const string Sql = "INSERT INTO journal "
        + "(is_deleted, persistence_id, sequence_number, created, message, manifest, identifier) "
        + "VALUES (0, $id, $nr, $created, $message, $manifest, $serializer)";

    private SqliteCommand? _command;

    public void Run(SqliteConnection connection, string persistenceId, long sequenceNr, long created, EventRow row)
    {
        var command = _command ??= Make(connection);
        var values = command.Parameters;
        values[0].Value = persistenceId;
        values[1].Value = sequenceNr;
        values[2].Value = created;
        values[3].Value = row.Payload;
        values[4].Value = row.Manifest;
        values[5].Value = row.SerializerId;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Make(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Sql;
        foreach (var name in (string[])["$id", "$nr", "$created", "$message", "$manifest", "$serializer"])
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
        return command;
    }
}

using Npgsql;
using Orchestrator.Journal.Blobs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// The parts of a blob in a database, each asked for by itself: a slow reader holds no connection, and one that is lost
/// in between does no harm.
/// </summary>
internal sealed class PostgresParts(PostgresDatabase database, Digest digest, long length) : IBlobParts
{
    private int _next;

    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellation)
    {
        var part = await database.ReadAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                "SELECT content FROM orchestrator_blob_parts WHERE digest = $1 AND part = $2", connection);
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = digest.ToBytes() });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _next });
            return (byte[]?)await command.ExecuteScalarAsync(token);
        }, cancellation);
        _next++;
        return part;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

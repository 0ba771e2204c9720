using Npgsql;
using Orchestrator.Journal.Blobs;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// Blobs in two tables, cut into parts. What is put is first taken into a temporary file and checked, so that a
/// transaction is short, however slow the sender, and can be tried again.
/// </summary>
internal sealed class PostgresBlobStore : IBlobStore
{
    private readonly PostgresDatabase _database;
    private readonly bool _writes;
    private readonly long _maximum;

    /// <summary>The blobs in <paramref name="database"/>, which stays the caller's and has our tables.</summary>
    /// <param name="database">The database.</param>
    /// <param name="writes">False: a store that only reads.</param>
    /// <param name="maximum">How long a blob may be, in bytes.</param>
    public PostgresBlobStore(PostgresDatabase database, bool writes, long maximum = IBlobStore.MaximumLength) =>
        (_database, _writes, _maximum) = (database, writes, maximum);

    /// <inheritdoc/>
    public async Task PutAsync(Digest digest, Stream content, CancellationToken cancellation)
    {
        if (!_writes)
            throw new StoreException($"{_database.Name} was opened for reading only.");
        if (await ExistsAsync(digest, cancellation))
            return;
        await using var spool = NewSpool();
        var length = await BlobIntake.CopyAsync(
            content, spool, Path.GetTempPath(), digest, _maximum, cancellation);
        await _database.WriteAsync(async (connection, token) =>
        {
            spool.Position = 0;
            await WriteAsync(connection, digest, spool, length, token);
            return length;
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(Digest digest, CancellationToken cancellation) =>
        await FindLengthAsync(digest, cancellation) is { } length
            ? new BlobStream(new PostgresParts(_database, digest, length), digest, _database.Name)
            : null;

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(Digest digest, CancellationToken cancellation) =>
        await FindLengthAsync(digest, cancellation) is not null;

    private static async Task WriteAsync(
        NpgsqlConnection connection, Digest digest, FileStream content, long length, CancellationToken cancellation)
    {
        var name = digest.ToBytes();
        var buffer = new byte[Math.Clamp(length, 1, BlobIntake.PartSize)];
        for (var part = 0; ; part++)
        {
            var count = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancellation);
            if (count == 0)
                break;
            await using var insert = new NpgsqlCommand(
                "INSERT INTO orchestrator_blob_parts VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection);
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = name });
            insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = part });
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = buffer, Size = count });
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await using var header = new NpgsqlCommand(
            "INSERT INTO orchestrator_blobs VALUES ($1, $2) ON CONFLICT DO NOTHING", connection);
        header.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = name });
        header.Parameters.Add(new NpgsqlParameter<long> { TypedValue = length });
        await header.ExecuteNonQueryAsync(cancellation);
    }

    private static FileStream NewSpool()
    {
        var path = Path.Combine(Path.GetTempPath(), "orchestrator-" + Path.GetRandomFileName());
        try
        {
            return new FileStream(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BlobIntake.PartSize,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BlobIntake.Explain(error, Path.GetTempPath());
        }
    }

    private Task<long?> FindLengthAsync(Digest digest, CancellationToken cancellation) =>
        _database.ReadAsync(async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                "SELECT length FROM orchestrator_blobs WHERE digest = $1", connection);
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = digest.ToBytes() });
            return (long?)await command.ExecuteScalarAsync(token);
        }, cancellation);
}

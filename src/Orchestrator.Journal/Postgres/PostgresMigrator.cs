using Dapper;
using Npgsql;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Migrations;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// Brings a database up to the version that this program knows, in one transaction and under a lock of the server's:
/// of several processes that start together one does it, and the others find it done.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The steps; those of <see cref="PostgresSchema"/>, except in tests.</param>
internal sealed class PostgresMigrator(PostgresDatabase database, IReadOnlyList<Migration> migrations)
{
    // Any number, as long as it stays: the first eight letters of "orchestrator".
    private const long LockKey = 0x6F72636865737472;
    private const string Elsewhere = "name another database with --store";

    private const string History = """
        CREATE TABLE orchestrator_schema (
            version integer PRIMARY KEY,
            sha256 text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <summary>Checks what is there and applies the steps that are missing.</summary>
    /// <exception cref="StoreException">The database is newer or of another origin, or does not let us.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await database.ReadAsync(async (connection, token) =>
        {
            await CheckEncodingAsync(connection, token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            await RunAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", token);
            // Not IF NOT EXISTS: that asks for the right to create even where there is nothing to do.
            if (!await HasHistoryAsync(connection, token))
                await RunAsync(connection, History, token);
            var history = await ReadAsync(connection, token);
            history.Check(migrations, database.Name, Elsewhere);
            foreach (var step in migrations.Skip(history.Version))
            {
                await RunAsync(connection, step.Sql, token);
                await connection.ExecuteAsync(new CommandDefinition(
                    "INSERT INTO orchestrator_schema (version, sha256) VALUES (@Version, @Hash)", step,
                    cancellationToken: token));
            }

            await transaction.CommitAsync(token);
            return true;
        }, cancellation);
    }

    /// <summary>Checks what is there, changing nothing.</summary>
    /// <exception cref="StoreException">
    /// Nothing was stored yet, or the database is of another version or origin.
    /// </exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await database.ReadAsync(async (connection, token) =>
        {
            var history = await HasHistoryAsync(connection, token)
                ? await ReadAsync(connection, token)
                : new MigrationHistory([]);
            history.Check(migrations, database.Name, Elsewhere);
            if (history.Version == 0)
                throw new StoreException($"Nothing was stored in {database.Name} yet.");
            if (history.Version < migrations.Count)
            {
                throw new StoreException(
                    $"{database.Name} was written by an older version of this program; "
                    + "start a coordinator on it once to bring it up.");
            }

            return true;
        }, cancellation);
    }

    private static Task<bool> HasHistoryAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regclass('orchestrator_schema') IS NOT NULL", cancellationToken: cancellation));

    private static async Task<MigrationHistory> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellation) =>
        new([.. await connection.QueryAsync<AppliedMigration>(new CommandDefinition(
            "SELECT version AS Version, sha256 AS Hash FROM orchestrator_schema ORDER BY version",
            cancellationToken: cancellation))]);

    private static Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellation));

    private async Task CheckEncodingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var encoding = await connection.ExecuteScalarAsync<string>(
            new CommandDefinition("SHOW server_encoding", cancellationToken: cancellation));
        if (encoding != "UTF8")
        {
            throw new StoreException(
                $"{database.Name} keeps text as {encoding}; "
                + "create one that keeps UTF-8: createdb -E UTF8 -T template0 NAME");
        }
    }
}

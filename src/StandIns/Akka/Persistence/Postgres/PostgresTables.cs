using Npgsql;

namespace Akka.Persistence;

/// <summary>The tables and their names in a schema.</summary>
internal sealed class PostgresTables
{
    /// <summary>Held while tables are made: processes that start together must not race. Any fixed number.</summary>
    private const long CreationLock = 0x616B6B612D73716C;

    private readonly string _prefix;

    /// <summary>In a schema; null for the connection's own.</summary>
    public PostgresTables(string? schema)
    {
        _prefix = schema is null ? "" : $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".";
        Journal = _prefix + "journal";
        Metadata = _prefix + "journal_metadata";
        Snapshot = _prefix + "snapshot";
        Lease = _prefix + "orchestrator_lease";
    }

    public string Journal { get; }

    public string Metadata { get; }

    public string Snapshot { get; }

    public string Lease { get; }

    /// <summary>Makes the tables of the journal and of the snapshots that are missing.</summary>
    public Task CreateStores(NpgsqlConnection connection) => Create(connection, $"""
        CREATE TABLE IF NOT EXISTS {Journal} (
            ordering BIGSERIAL PRIMARY KEY,
            is_deleted BOOLEAN NOT NULL,
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            message BYTEA NOT NULL,
            manifest VARCHAR(500) NOT NULL,
            identifier INTEGER NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON {Journal} (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS {Metadata} (
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number BIGINT NOT NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        CREATE TABLE IF NOT EXISTS {Snapshot} (
            persistence_id VARCHAR(255) NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            snapshot BYTEA NOT NULL,
            manifest VARCHAR(500) NOT NULL,
            serializer_id INTEGER NOT NULL,
            PRIMARY KEY (persistence_id, sequence_number));
        """);

    /// <summary>Makes the table of the leases if it is missing.</summary>
    public Task CreateLease(NpgsqlConnection connection) => Create(connection, $"""
        CREATE TABLE IF NOT EXISTS {Lease} (
            name TEXT PRIMARY KEY,
            holder TEXT NOT NULL,
            address TEXT NOT NULL,
            epoch BIGINT NOT NULL,
            expires_at TIMESTAMPTZ NOT NULL);
        """);

    private static async Task Create(NpgsqlConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({CreationLock}); {sql}";
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }
}

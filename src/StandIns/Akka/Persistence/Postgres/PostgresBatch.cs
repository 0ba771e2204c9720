using Npgsql;
using NpgsqlTypes;

namespace Akka.Persistence;

/// <summary>Runs a batch of work in one transaction.</summary>
internal sealed class PostgresBatch(PostgresTables tables)
{
    private const string Columns =
        "(is_deleted, persistence_id, sequence_number, created, message, manifest, identifier)";

    private const string Values = "unnest($1, $2, $3, $4, $5, $6)";

    /// <summary>Runs all of it or nothing.</summary>
    /// <param name="connection">Open, and without a transaction.</param>
    /// <param name="works">In the order in which they were queued.</param>
    /// <param name="isRepeat">Whether an earlier attempt may have been committed.</param>
    /// <exception cref="FencedException">Another node leads since.</exception>
    public async Task Run(NpgsqlConnection connection, List<PostgresWork> works, bool isRepeat)
    {
        if (!isRepeat && works.TrueForAll(w => w is PostgresEvents && w.Fence == works[0].Fence))
        {
            await InsertAlone(connection, works.ConvertAll(w => (PostgresEvents)w)).ConfigureAwait(false);
            return;
        }
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        foreach (var fence in works.Select(w => w.Fence).Distinct())
        {
            await Check(connection, fence).ConfigureAwait(false);
        }
        var events = new List<PostgresEvents>();
        foreach (var work in works)
        {
            if (work is PostgresEvents write)
            {
                events.Add(write);
                continue;
            }
            await Insert(connection, events, isRepeat).ConfigureAwait(false);
            await ((PostgresTask)work).Run(connection).ConfigureAwait(false);
        }
        await Insert(connection, events, isRepeat).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The lock makes a takeover wait for the end of this transaction. Renewals of the lease do not wait for it.
    /// </summary>
    private async Task Check(NpgsqlConnection connection, FenceToken? fence)
    {
        if (fence is null)
        {
            return;
        }
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT 1 FROM {tables.Lease} WHERE name = $1 AND epoch = $2 FOR KEY SHARE";
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Lease });
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Epoch });
        if (await command.ExecuteScalarAsync().ConfigureAwait(false) is null)
        {
            throw new FencedException(fence);
        }
    }

    /// <summary>The usual case as one statement, its own transaction: one round trip instead of four.</summary>
    private async Task InsertAlone(NpgsqlConnection connection, List<PostgresEvents> events)
    {
        var rows = new EventColumns(events);
        if (rows.Count == 0)
        {
            return;
        }
        await using var command = connection.CreateCommand();
        rows.AddTo(command.Parameters);
        if (events[0].Fence is not { } fence)
        {
            command.CommandText = $"INSERT INTO {tables.Journal} {Columns} SELECT false, * FROM {Values}";
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            return;
        }
        command.CommandText = $"""
            WITH fence AS MATERIALIZED (
                SELECT FROM {tables.Lease} WHERE name = $7 AND epoch = $8 FOR KEY SHARE)
            INSERT INTO {tables.Journal} {Columns} SELECT false, event.* FROM fence, {Values} AS event
            """;
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Lease });
        command.Parameters.Add(new NpgsqlParameter { Value = fence.Epoch });
        if (await command.ExecuteNonQueryAsync().ConfigureAwait(false) == 0)
        {
            throw new FencedException(fence);
        }
    }

    private async Task Insert(NpgsqlConnection connection, List<PostgresEvents> events, bool isRepeat)
    {
        var rows = new EventColumns(events);
        events.Clear();
        if (rows.Count == 0)
        {
            return;
        }
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {tables.Journal} AS j {Columns} SELECT false, * FROM {Values}";
        if (isRepeat)
        {
            // the earlier attempt's own rows are counted, others are not
            command.CommandText += """
                 ON CONFLICT (persistence_id, sequence_number)
                DO UPDATE SET is_deleted = false WHERE (j.created, j.message, j.manifest, j.identifier) =
                    (excluded.created, excluded.message, excluded.manifest, excluded.identifier)
                """;
        }
        rows.AddTo(command.Parameters);
        var stored = await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        if (stored != rows.Count)
        {
            throw new InvalidOperationException(
                $"Of {rows.Count} events {rows.Count - stored} have numbers that are taken by others.");
        }
    }

    /// <summary>The rows of an insert, column by column.</summary>
    private sealed class EventColumns
    {
        private readonly List<string> _ids = [];
        private readonly List<long> _numbers = [];
        private readonly List<long> _created = [];
        private readonly List<byte[]> _messages = [];
        private readonly List<string> _manifests = [];
        private readonly List<int> _serializers = [];

        public EventColumns(List<PostgresEvents> events)
        {
            foreach (var write in events)
            {
                foreach (var atomic in write.Write.Writes.Where(a => a.Rejection is null))
                {
                    Add(write, atomic);
                }
            }
        }

        public int Count => _ids.Count;

        public void AddTo(NpgsqlParameterCollection parameters)
        {
            Add(parameters, NpgsqlDbType.Varchar, _ids);
            Add(parameters, NpgsqlDbType.Bigint, _numbers);
            Add(parameters, NpgsqlDbType.Bigint, _created);
            Add(parameters, NpgsqlDbType.Bytea, _messages);
            Add(parameters, NpgsqlDbType.Varchar, _manifests);
            Add(parameters, NpgsqlDbType.Integer, _serializers);
        }

        private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, List<T> column) =>
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = column });

        private void Add(PostgresEvents write, AtomicEvents atomic)
        {
            var rows = (EventRow[])atomic.Prepared!;
            for (var i = 0; i < rows.Length; i++)
            {
                _ids.Add(write.Write.PersistenceId);
                _numbers.Add(atomic.Events[i].SequenceNr);
                _created.Add(write.Created);
                _messages.Add(rows[i].Payload);
                _manifests.Add(rows[i].Manifest);
                _serializers.Add(rows[i].SerializerId);
            }
        }
    }
}

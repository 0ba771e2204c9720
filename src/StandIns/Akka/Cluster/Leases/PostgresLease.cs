using Npgsql;

namespace Akka.Cluster;

/// <summary>The lease as a row in PostgreSQL. All times are the database's.</summary>
internal sealed class PostgresLease : ILeaseStore
{
    private const int LockTimeout = 400;
    private const string Channel = "orchestrator_lease";
    private readonly NpgsqlDataSource _source;
    private readonly LeaseLocation _location;
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly string _holder;
    private readonly string _address;
    private readonly CancellationTokenSource _end = new();
    private Task _hint = Task.CompletedTask;
    private bool _created;

    /// <summary>A lease.</summary>
    /// <param name="location">The database.</param>
    /// <param name="name">The lease's name.</param>
    /// <param name="holder">This node, and this life of it.</param>
    /// <param name="address">Where this node can be reached.</param>
    /// <param name="time">For pauses.</param>
    public PostgresLease(LeaseLocation location, string name, string holder, string address, TimeProvider time)
    {
        _time = time;
        _location = location;
        _name = name;
        _holder = holder;
        _address = address;
        _created = !location.Create;
        var settings = new NpgsqlConnectionStringBuilder(location.ConnectionString)
        {
            Timeout = 2,
            CommandTimeout = 2,
            CancellationTimeout = -1,
            MaxPoolSize = 10,
            MinPoolSize = 0,
        };
        settings.Options = $"{settings.Options} -c lock_timeout={LockTimeout}".Trim();
        _source = NpgsqlDataSource.Create(settings);
    }

    private string Table => _location.Tables.Lease;

    public async Task<LeaseAnswer> Look(bool contend, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (!_created)
        {
            await _location.Tables.CreateLease(connection).ConfigureAwait(false);
            _created = true;
        }
        var row = await Read(connection, cancellation).ConfigureAwait(false);
        var earlier = row is { IsFree: false } && IsEarlierLife(row) ? row.Holder : _holder;
        if (row is { IsFree: false } held && held.Holder != earlier)
        {
            return new LeaseAnswer(LeaseOutcome.Held, held.Epoch, held.Address);
        }
        if (!contend)
        {
            return new LeaseAnswer(LeaseOutcome.Free);
        }
        var taken = row is null
            ? await Make(connection, cancellation).ConfigureAwait(false)
            : await TakeOver(connection, earlier, cancellation).ConfigureAwait(false);
        return taken is { } epoch
            ? new LeaseAnswer(LeaseOutcome.Taken, epoch)
            : new LeaseAnswer(LeaseOutcome.Free);
    }

    /// <summary>Whether the lease is this node's own, from before it was killed and started again.</summary>
    private bool IsEarlierLife(Row held) => held.Address == _address && HolderProcess.HasEnded(held.Holder);

    public async Task<LeaseAnswer> Renew(long epoch, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = Command(connection, $"""
            UPDATE {Table} SET expires_at = clock_timestamp() + $4
            WHERE name = $1 AND holder = $2 AND epoch = $3 AND expires_at > clock_timestamp()
            """, _name, _holder, epoch, LeaseTimes.Term);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) == 1
            ? new LeaseAnswer(LeaseOutcome.Renewed, epoch)
            : new LeaseAnswer(LeaseOutcome.Lost);
    }

    public async Task Release(long epoch, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = Command(connection, $"""
            UPDATE {Table} SET expires_at = clock_timestamp() WHERE name = $1 AND holder = $2 AND epoch = $3
            """, _name, _holder, epoch);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        await using var notice = Command(connection, "SELECT pg_notify($1, $2)", Channel, _name);
        await notice.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public Task Hint() => _hint = _hint.IsCompleted ? Task.Run(Listen) : _hint;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _hint.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }
        return command;
    }

    /// <summary>Waits for a notice on a connection of its own; as long as it takes if there can be none.</summary>
    private async Task Listen()
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(_end.Token).ConfigureAwait(false);
            await using var command = Command(connection, $"LISTEN {Channel}");
            await command.ExecuteNonQueryAsync(_end.Token).ConfigureAwait(false);
            await connection.WaitAsync(_end.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever it is, there are no notices; the regular looks remain
        catch (Exception) when (!_end.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await Task.Delay(LeaseTimes.Term, _time, _end.Token).ConfigureAwait(false);
        }
    }

    private async Task<Row?> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, $"""
            SELECT epoch, holder, address, expires_at <= clock_timestamp() OR holder = $2 FROM {Table} WHERE name = $1
            """, _name, _holder);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? new Row(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3))
            : null;
    }

    private async Task<long?> Make(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, $"""
            INSERT INTO {Table} (name, holder, address, epoch, expires_at)
            VALUES ($1, $2, $3, 1, clock_timestamp() + $4) ON CONFLICT DO NOTHING RETURNING epoch
            """, _name, _holder, _address, LeaseTimes.Term);
        return (long?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Locks the row as for a deletion, so that it waits for the transactions that write under the old epoch.
    /// </summary>
    private async Task<long?> TakeOver(
        NpgsqlConnection connection, string earlier, CancellationToken cancellation)
    {
        await using var command = Command(connection, $"""
            WITH free AS MATERIALIZED (
                SELECT name FROM {Table}
                WHERE name = $1 AND (expires_at <= clock_timestamp() OR holder = $2 OR holder = $5) FOR UPDATE)
            UPDATE {Table} AS lease
            SET holder = $2, address = $3, epoch = lease.epoch + 1, expires_at = clock_timestamp() + $4
            FROM free WHERE lease.name = free.name RETURNING lease.epoch
            """, _name, _holder, _address, LeaseTimes.Term, earlier);
        try
        {
            return (long?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException cause) when (cause.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await EndOldWriters(connection, cancellation).ConfigureAwait(false);
            return (long?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends transactions that hold the row of a lease that has ended: their node died or was cut off.
    /// </summary>
    private async Task EndOldWriters(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, $"""
            SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
            WHERE a.pid <> pg_backend_pid() AND a.xact_start < clock_timestamp() - interval '300 milliseconds'
                AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.granted
                    AND l.relation = '{Table}'::regclass AND l.mode = 'RowShareLock')
            """);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private sealed record Row(long Epoch, string Holder, string Address, bool IsFree);
}

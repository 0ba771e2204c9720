using Npgsql;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// What keeps a coordinator that no longer leads from writing: the row of <c>orchestrator_leader</c>, with the term of
/// the one that took the store over last. Each transaction begins by holding the row (<c>FOR KEY SHARE</c>), and goes on
/// only where the term is still this process's, so nothing of the old leader follows on the new one's takeover, which
/// waits for the transactions under way. Safe for concurrent use.
/// </summary>
/// <param name="database">What messages call the database.</param>
internal sealed class PostgresFence(string database)
{
    // A coordinator that stops, or is cut off, in the middle of a transaction holds its locks, the leader's row among
    // them, no longer than this: whoever takes over is not kept waiting.
    private const string BoundIdleness = "SET LOCAL idle_in_transaction_session_timeout = '3s'";

    private const string Hold = "SELECT term FROM orchestrator_leader WHERE term = $1 FOR KEY SHARE";

    // Locked as for a deletion, which is what waits for those that hold it.
    private const string Take =
        "WITH leader AS MATERIALIZED (SELECT term FROM orchestrator_leader FOR UPDATE) "
        + "UPDATE orchestrator_leader SET term = $1 FROM leader WHERE leader.term <= $1";

    private long _term;

    /// <summary>The term to write under; 0: this process has not taken the store over.</summary>
    public long Term => Volatile.Read(ref _term);

    /// <summary>Begins what the open transaction is for: the term stays what it is until its end.</summary>
    /// <exception cref="StoreException">It is another already.</exception>
    public async Task BeginAsync(NpgsqlConnection connection, long term, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(BoundIdleness));
        if (term > 0)
            batch.BatchCommands.Add(Command(Hold, term));
        if (await batch.ExecuteScalarAsync(cancellation) is null && term > 0)
            throw Refusal();
    }

    /// <summary>Puts this term in force, in the open transaction.</summary>
    /// <exception cref="StoreException">A higher one is.</exception>
    public async Task TakeAsync(NpgsqlConnection connection, long term, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(Take, term));
        if (await batch.ExecuteNonQueryAsync(cancellation) == 0)
            throw Refusal();
    }

    /// <summary>Writes go under this term from now on, unless a higher one was taken.</summary>
    public void Lead(long term)
    {
        long seen;
        while ((seen = Term) < term && Interlocked.CompareExchange(ref _term, term, seen) != seen)
        {
        }
    }

    private static NpgsqlBatchCommand Command(string sql, long term)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = term });
        return command;
    }

    private StoreException Refusal() => new(
        StoreFailureKind.Fenced,
        $"{database} was not written: this coordinator no longer leads; "
        + "the one that leads now goes on with its sweeps.");
}

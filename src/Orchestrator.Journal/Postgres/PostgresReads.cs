using Dapper;
using Npgsql;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>What is asked of the tables, on a connection of the caller's.</summary>
internal static class PostgresReads
{
    private const string SelectSweeps =
        "SELECT id AS Id, name AS Name, spec_text AS SpecText, spec_path AS SpecPath, dataset_hash AS DatasetHash, "
        + "submitted_at AS SubmittedAt, priority AS Priority, idempotency_key AS IdempotencyKey "
        + "FROM orchestrator_sweeps ";

    private const string SelectResults =
        "SELECT key, real_rows, synthetic_rows, test_rows, correct, accuracy, balanced_accuracy, f1, roc_auc, "
        + "log_loss, brier, confusion, fit_seconds, predict_seconds, worker, attempts, details "
        + "FROM orchestrator_results WHERE key = ANY ($1)";

    private const string SelectTraces =
        "SELECT key, generator_loss, discriminator_loss, real_score, fake_score, fit_seconds, details "
        + "FROM orchestrator_traces WHERE key = ANY ($1)";

    /// <summary>The sweep of an id, if there is one.</summary>
    public static async Task<SweepRecord?> SweepAsync(
        NpgsqlConnection connection, string id, CancellationToken cancellation) =>
        (await SweepsAsync(connection, "WHERE id = @id", new { id = StoreText.Mend(id) }, cancellation))
        .SingleOrDefault();

    /// <summary>The sweep of an idempotency key, if there is one.</summary>
    public static async Task<SweepRecord?> NamedSweepAsync(
        NpgsqlConnection connection, string key, CancellationToken cancellation) =>
        (await SweepsAsync(connection, "WHERE idempotency_key = @key", new { key }, cancellation)).SingleOrDefault();

    /// <summary>All sweeps, oldest first.</summary>
    public static Task<List<SweepRecord>> SweepsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        SweepsAsync(connection, "ORDER BY submitted_at, id", parameters: null, cancellation);

    /// <summary>The sweeps that follow <paramref name="after"/>; null: from the oldest on.</summary>
    /// <exception cref="ArgumentException">There is no such sweep.</exception>
    public static async Task<List<SweepRecord>> SweepsAsync(
        NpgsqlConnection connection, string? after, int limit, CancellationToken cancellation)
    {
        if (after is null)
        {
            return await SweepsAsync(
                connection, "ORDER BY submitted_at, id LIMIT @limit", new { limit }, cancellation);
        }

        var last = await SweepAsync(connection, after, cancellation) ?? throw UnknownSweep.After(after);
        return await SweepsAsync(
            connection, "WHERE (submitted_at, id) > (@at, @after) ORDER BY submitted_at, id LIMIT @limit",
            new { at = Timestamp.Write(last.SubmittedAt), after, limit }, cancellation);
    }

    /// <summary>What the database takes on its server, in bytes.</summary>
    public static Task<long> DatabaseSizeAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT pg_database_size(current_database())", cancellationToken: cancellation));

    /// <summary>The results of <paramref name="keys"/> that are there, in any order.</summary>
    public static Task<Dictionary<TrialKey, StoredResult>> ResultsAsync(
        NpgsqlConnection connection, IReadOnlyList<TrialKey> keys, CancellationToken cancellation) =>
        EachAsync(connection, SelectResults, keys, key => key.Value, row =>
        {
            var result = new TrialResult
            {
                Key = new TrialKey(Digest.FromBytes(Bytes(row, 0))),
                RealRows = row.GetInt32(1),
                SyntheticRows = row.GetInt32(2),
                TestRows = row.GetInt32(3),
                Correct = row.IsDBNull(4) ? null : row.GetInt32(4),
                Accuracy = Number(row, 5),
                BalancedAccuracy = Number(row, 6),
                F1 = Number(row, 7),
                RocAuc = Number(row, 8),
                LogLoss = Number(row, 9),
                Brier = Number(row, 10),
                Confusion = NumberFormat.ReadIntegers(Bytes(row, 11)),
                Details = DetailsText.ReadTrial(Text(row, 16)),
            };
            return (result.Key, new StoredResult(result,
                new TrialTimings(row.GetDouble(12), row.GetDouble(13), row.GetString(14), row.GetInt32(15))));
        }, cancellation);

    /// <summary>The traces of <paramref name="keys"/> that are there, in any order.</summary>
    public static Task<Dictionary<StageKey, GeneratorTrace>> TracesAsync(
        NpgsqlConnection connection, IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        EachAsync(connection, SelectTraces, keys, key => key.Value, row =>
        {
            var key = new StageKey(Digest.FromBytes(Bytes(row, 0)));
            return (key, new GeneratorTrace(
                key, Singles(row, 1), Singles(row, 2), Singles(row, 3), Singles(row, 4), row.GetDouble(5))
            {
                Details = DetailsText.ReadTrace(Text(row, 6)),
            });
        }, cancellation);

    /// <summary>The failures of a sweep without a result, by trial.</summary>
    public static async Task<List<StoredFailure>> FailuresAsync(
        NpgsqlConnection connection, string sweepId, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<FailureRow>(new CommandDefinition(
            "SELECT trial AS Trial, key AS Key, error AS Error, attempts AS Attempts FROM orchestrator_failures f "
            + "WHERE sweep_id = @sweepId AND NOT EXISTS (SELECT 1 FROM orchestrator_results r WHERE r.key = f.key) "
            + "ORDER BY trial",
            new { sweepId = StoreText.Mend(sweepId) }, cancellationToken: cancellation));
        return [.. rows.Select(r => new StoredFailure(
            sweepId, r.Trial, new TrialKey(Digest.FromBytes(r.Key)), r.Error, r.Attempts))];
    }

    private static async Task<List<SweepRecord>> SweepsAsync(
        NpgsqlConnection connection, string which, object? parameters, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<SweepRow>(
            new CommandDefinition(SelectSweeps + which, parameters, cancellationToken: cancellation));
        return [.. rows.Select(r => new SweepRecord(
            r.Id, r.Name, r.SpecText, r.SpecPath, Digest.FromBytes(r.DatasetHash), Timestamp.Read(r.SubmittedAt),
            r.Priority, r.IdempotencyKey))];
    }

    // A page of ten thousand rows is read by hand: mapping by reflection would cost more than the query.
    private static async Task<Dictionary<TKey, TValue>> EachAsync<TKey, TValue>(
        NpgsqlConnection connection, string sql, IReadOnlyList<TKey> keys, Func<TKey, Digest> digest,
        Func<NpgsqlDataReader, (TKey Key, TValue Value)> read, CancellationToken cancellation)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, TValue>(keys.Count);
        if (keys.Count == 0)
            return found;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[][]>
        {
            TypedValue = [.. keys.Select(key => digest(key).ToBytes())],
        });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (key, value) = read(rows);
            found.Add(key, value);
        }

        return found;
    }

    private static double? Number(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[] Bytes(NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static float[] Singles(NpgsqlDataReader row, int column) => NumberFormat.ReadSingles(Bytes(row, column));

    private sealed record SweepRow(
        string Id, string Name, string SpecText, string? SpecPath, byte[] DatasetHash, string SubmittedAt, int Priority,
        string? IdempotencyKey);

    private sealed record FailureRow(long Trial, byte[] Key, string Error, int Attempts);
}

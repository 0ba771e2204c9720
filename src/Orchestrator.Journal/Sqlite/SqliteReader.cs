using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Sqlite;

/// <summary>A connection that only reads, with its statements compiled. Used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _sweeps;
    private readonly PreparedStatement _sweep;
    private readonly PreparedStatement _page;
    private readonly PreparedStatement _result;
    private readonly PreparedStatement _failures;
    private readonly PreparedStatement _trace;

    /// <summary>A reader on <paramref name="connection"/>, which it closes at the end.</summary>
    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        // A reader does not bring an old file up: what came later is filled in.
        var version = (long)DatabaseFile.Execute(connection, "PRAGMA user_version")!;
        var later = version < 2 ? "0, NULL" : "priority, idempotency_key";
        var details = version < 3 ? "NULL" : "details";
        var select = $"SELECT id, name, spec_text, spec_path, dataset_hash, submitted_at, {later} FROM sweeps ";
        _sweeps = new(connection, select + "ORDER BY submitted_at, id");
        _sweep = new(connection, select + "WHERE id = $id", "$id");
        _page = new(connection,
            select + "WHERE $after IS NULL OR (submitted_at, id) > "
            + "((SELECT submitted_at FROM sweeps WHERE id = $after), $after) ORDER BY submitted_at, id LIMIT $limit",
            "$after", "$limit");
        _result = new(connection,
            "SELECT real_rows, synthetic_rows, test_rows, correct, accuracy, balanced_accuracy, f1, roc_auc, log_loss, "
            + $"brier, confusion, fit_seconds, predict_seconds, worker, attempts, {details} FROM results "
            + "WHERE key = $key",
            "$key");
        _failures = new(connection,
            "SELECT trial, key, error, attempts FROM failures WHERE sweep_id = $sweep "
            + "AND NOT EXISTS (SELECT 1 FROM results WHERE results.key = failures.key) ORDER BY trial",
            "$sweep");
        _trace = new(connection,
            $"SELECT generator_loss, discriminator_loss, real_score, fake_score, fit_seconds, {details}"
                + " FROM traces WHERE key = $key",
            "$key");
    }

    /// <summary>All sweeps, oldest first.</summary>
    public List<SweepRecord> Sweeps() => Sweeps(_sweeps);

    /// <summary>The sweep of an id, if there is one.</summary>
    public SweepRecord? Sweep(string id) => Sweeps(_sweep.Bind(0, id)).SingleOrDefault();

    /// <summary>The sweeps that follow <paramref name="after"/>; null: from the oldest on.</summary>
    public List<SweepRecord> Sweeps(string? after, int limit) => Sweeps(_page.Bind(0, after).Bind(1, limit));

    /// <summary>The result of <paramref name="key"/>, if there is one.</summary>
    public StoredResult? Result(TrialKey key)
    {
        using var row = _result.Bind(0, key.Value.ToBytes()).Read();
        if (!row.Read())
            return null;
        var result = new TrialResult
        {
            Key = key,
            RealRows = row.GetInt32(0),
            SyntheticRows = row.GetInt32(1),
            TestRows = row.GetInt32(2),
            Correct = row.IsDBNull(3) ? null : row.GetInt32(3),
            Accuracy = Number(row, 4),
            BalancedAccuracy = Number(row, 5),
            F1 = Number(row, 6),
            RocAuc = Number(row, 7),
            LogLoss = Number(row, 8),
            Brier = Number(row, 9),
            Confusion = NumberFormat.ReadIntegers(Blob(row, 10)),
            Details = DetailsText.ReadTrial(Text(row, 15)),
        };
        return new StoredResult(result,
            new TrialTimings(row.GetDouble(11), row.GetDouble(12), row.GetString(13), row.GetInt32(14)));
    }

    /// <summary>The failures of a sweep without a result, by trial.</summary>
    public List<StoredFailure> Failures(string sweepId)
    {
        var failures = new List<StoredFailure>();
        using var rows = _failures.Bind(0, sweepId).Read();
        while (rows.Read())
        {
            failures.Add(new StoredFailure(sweepId, rows.GetInt64(0), new TrialKey(Digest.FromBytes(Blob(rows, 1))),
                rows.GetString(2), rows.GetInt32(3)));
        }

        return failures;
    }

    /// <summary>The trace of <paramref name="key"/>, if there is one.</summary>
    public GeneratorTrace? Trace(StageKey key)
    {
        using var row = _trace.Bind(0, key.Value.ToBytes()).Read();
        return row.Read()
            ? new GeneratorTrace(
                key, Singles(row, 0), Singles(row, 1), Singles(row, 2), Singles(row, 3), row.GetDouble(4))
            {
                Details = DetailsText.ReadTrace(Text(row, 5)),
            }
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _sweeps, _sweep, _page, _result, _failures, _trace })
            statement.Dispose();
        _connection.Dispose();
    }

    private static List<SweepRecord> Sweeps(PreparedStatement statement)
    {
        var sweeps = new List<SweepRecord>();
        using var rows = statement.Read();
        while (rows.Read())
        {
            sweeps.Add(new SweepRecord(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3),
                Digest.FromBytes(Blob(rows, 4)), Timestamp.Read(rows.GetString(5)), rows.GetInt32(6),
                rows.IsDBNull(7) ? null : rows.GetString(7)));
        }

        return sweeps;
    }

    private static double? Number(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[] Blob(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static float[] Singles(SqliteDataReader row, int column) => NumberFormat.ReadSingles(Blob(row, column));
}

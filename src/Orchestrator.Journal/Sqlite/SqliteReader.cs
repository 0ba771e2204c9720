using System.Globalization;
using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Sqlite;

/// <summary>A connection that only reads, with its statements compiled. Used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _sweeps;
    private readonly PreparedStatement _result;
    private readonly PreparedStatement _failures;
    private readonly PreparedStatement _trace;

    /// <summary>A reader on <paramref name="connection"/>, which it closes at the end.</summary>
    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _sweeps = new(connection,
            "SELECT id, name, spec_text, spec_path, dataset_hash, submitted_at FROM sweeps ORDER BY submitted_at, id");
        _result = new(connection,
            "SELECT real_rows, synthetic_rows, test_rows, correct, accuracy, balanced_accuracy, f1, roc_auc, log_loss, "
            + "brier, confusion, fit_seconds, predict_seconds, worker, attempts FROM results WHERE key = $key",
            "$key");
        _failures = new(connection,
            "SELECT trial, key, error, attempts FROM failures WHERE sweep_id = $sweep "
            + "AND NOT EXISTS (SELECT 1 FROM results WHERE results.key = failures.key) ORDER BY trial",
            "$sweep");
        _trace = new(connection,
            "SELECT generator_loss, discriminator_loss, real_score, fake_score, fit_seconds"
                + " FROM traces WHERE key = $key",
            "$key");
    }

    /// <summary>All sweeps, oldest first.</summary>
    public List<SweepRecord> Sweeps()
    {
        var sweeps = new List<SweepRecord>();
        using var rows = _sweeps.Read();
        while (rows.Read())
        {
            sweeps.Add(new SweepRecord(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3),
                Digest.FromBytes(Blob(rows, 4)),
                DateTimeOffset.Parse(rows.GetString(5), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)));
        }

        return sweeps;
    }

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
            Correct = row.GetInt32(3),
            Accuracy = row.GetDouble(4),
            BalancedAccuracy = row.GetDouble(5),
            F1 = row.GetDouble(6),
            RocAuc = row.IsDBNull(7) ? null : row.GetDouble(7),
            LogLoss = row.IsDBNull(8) ? null : row.GetDouble(8),
            Brier = row.IsDBNull(9) ? null : row.GetDouble(9),
            Confusion = BlobFormat.ReadIntegers(Blob(row, 10)),
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
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _sweeps, _result, _failures, _trace })
            statement.Dispose();
        _connection.Dispose();
    }

    private static byte[] Blob(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static float[] Singles(SqliteDataReader row, int column) => BlobFormat.ReadSingles(Blob(row, column));
}

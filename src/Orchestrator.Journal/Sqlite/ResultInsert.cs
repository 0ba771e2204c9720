using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;
using SQLitePCL;

namespace Orchestrator.Journal.Sqlite;

/// <summary>
/// The statement that stores a result, the one that runs often: bound without boxes and without looking parameters up
/// by name, which <see cref="PreparedStatement"/> does at every run. Used within a transaction that holds the lock.
/// </summary>
internal sealed class ResultInsert : IDisposable
{
    private const string Sql =
        "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private readonly SqliteConnection _connection;
    private sqlite3_stmt? _statement;
    private byte[] _counts = [];

    /// <summary>The statement on <paramref name="connection"/>, compiled when it is first run.</summary>
    public ResultInsert(SqliteConnection connection) => _connection = connection;

    /// <summary>Stores a result unless one stands under its key.</summary>
    /// <exception cref="SqliteException">SQLite refuses it.</exception>
    public void Run(TrialResult result, TrialTimings timings)
    {
        var statement = _statement ??= Prepare();
        Bind(statement, result);
        raw.sqlite3_bind_double(statement, 13, timings.FitSeconds);
        raw.sqlite3_bind_double(statement, 14, timings.PredictSeconds);
        raw.sqlite3_bind_text(statement, 15, timings.Worker);
        raw.sqlite3_bind_int(statement, 16, timings.Attempts);
        if (result.Details is { } details)
            raw.sqlite3_bind_text(statement, 17, DetailsText.Write(details));
        else
            raw.sqlite3_bind_null(statement, 17);
        var outcome = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (outcome != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(outcome, _connection.Handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _statement?.Dispose();

    private sqlite3_stmt Prepare()
    {
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(_connection.Handle, Sql, out var statement), _connection.Handle);
        return statement;
    }

    private void Bind(sqlite3_stmt statement, TrialResult result)
    {
        Span<byte> key = stackalloc byte[Digest.Size];
        result.Key.Value.WriteTo(key);
        raw.sqlite3_bind_blob(statement, 1, key);
        raw.sqlite3_bind_int(statement, 2, result.RealRows);
        raw.sqlite3_bind_int(statement, 3, result.SyntheticRows);
        raw.sqlite3_bind_int(statement, 4, result.TestRows);
        if (result.Correct is { } correct)
            raw.sqlite3_bind_int(statement, 5, correct);
        else
            raw.sqlite3_bind_null(statement, 5);
        BindNumber(statement, 6, result.Accuracy);
        BindNumber(statement, 7, result.BalancedAccuracy);
        BindNumber(statement, 8, result.F1);
        BindNumber(statement, 9, result.RocAuc);
        BindNumber(statement, 10, result.LogLoss);
        BindNumber(statement, 11, result.Brier);
        BindCounts(statement, 12, result.Confusion);
    }

    private static void BindNumber(sqlite3_stmt statement, int position, double? value)
    {
        if (value is { } number)
            raw.sqlite3_bind_double(statement, position, number);
        else
            raw.sqlite3_bind_null(statement, position);
    }

    // As NumberFormat has them. An empty span would be bound as NULL.
    private void BindCounts(sqlite3_stmt statement, int position, IReadOnlyList<int> counts)
    {
        var bytes = counts.Count * sizeof(int);
        if (_counts.Length < bytes)
            _counts = new byte[bytes];
        for (var i = 0; i < counts.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(_counts.AsSpan(i * sizeof(int)), counts[i]);
        if (bytes == 0)
            raw.sqlite3_bind_zeroblob(statement, position, 0);
        else
            raw.sqlite3_bind_blob(statement, position, _counts.AsSpan(0, bytes));
    }
}

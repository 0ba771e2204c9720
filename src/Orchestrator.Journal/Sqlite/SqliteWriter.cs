using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;

namespace Orchestrator.Journal.Sqlite;

/// <summary>The one connection that writes, with its statements compiled. Used by one thread at a time.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _begin;
    private readonly PreparedStatement _commit;
    private readonly PreparedStatement _sweep;
    private readonly PreparedStatement _once;
    private readonly ResultInsert _result;
    private readonly PreparedStatement _failure;
    private readonly PreparedStatement _trace;

    /// <summary>A writer on <paramref name="connection"/>, which it closes at the end.</summary>
    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _sweep = new(connection,
            "INSERT INTO sweeps VALUES ($id, $name, $text, $path, $hash, $at, $priority, $once) ON CONFLICT DO NOTHING",
            "$id", "$name", "$text", "$path", "$hash", "$at", "$priority", "$once");
        _once = new(connection, "SELECT id FROM sweeps WHERE idempotency_key = $once", "$once");
        _result = new(connection);
        _failure = new(connection,
            "INSERT OR REPLACE INTO failures VALUES ($sweep, $trial, $key, $error, $attempts)",
            "$sweep", "$trial", "$key", "$error", "$attempts");
        _trace = new(connection,
            "INSERT INTO traces VALUES ($key, $g, $d, $real, $fake, $fit, $details) ON CONFLICT DO NOTHING",
            "$key", "$g", "$d", "$real", "$fake", "$fit", "$details");
    }

    /// <summary>Opens a transaction that takes the write lock at once.</summary>
    public void Begin() => _begin.Run();

    /// <summary>Ends the transaction: what was written since is durable.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Takes back what was written since <see cref="Begin"/>.</summary>
    public void Rollback()
    {
        // After a full disk or an I/O error SQLite has rolled back by itself.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            DatabaseFile.Execute(_connection, "ROLLBACK");
    }

    /// <summary>
    /// Writes a sweep's record unless one stands in its place; returns the id of the one that stands.
    /// </summary>
    public string Write(SweepRecord sweep)
    {
        if (sweep.IdempotencyKey is { } once && Named(once) is { } standing)
            return standing;
        _sweep
            .Bind(0, sweep.Id).Bind(1, sweep.Name).Bind(2, sweep.SpecText).Bind(3, sweep.SpecPath)
            .Bind(4, sweep.DatasetHash.ToBytes()).Bind(5, Timestamp.Write(sweep.SubmittedAt))
            .Bind(6, sweep.Priority).Bind(7, sweep.IdempotencyKey)
            .Run();
        return sweep.Id;
    }

    /// <summary>Writes a batch, leaving results and traces that are there.</summary>
    public void Write(StoreBatch batch)
    {
        foreach (var stored in batch.Results)
            _result.Run(stored.Result, stored.Timings);
        foreach (var failure in batch.Failures)
        {
            _failure.Bind(0, failure.SweepId).Bind(1, failure.Trial).Bind(2, failure.Key.Value.ToBytes())
                .Bind(3, failure.Error).Bind(4, failure.Attempts).Run();
        }

        foreach (var trace in batch.Traces)
        {
            _trace.Bind(0, trace.Key.Value.ToBytes())
                .Bind(1, NumberFormat.Write(trace.GeneratorLoss)).Bind(2, NumberFormat.Write(trace.DiscriminatorLoss))
                .Bind(3, NumberFormat.Write(trace.RealScore)).Bind(4, NumberFormat.Write(trace.FakeScore))
                .Bind(5, trace.FitSeconds)
                .Bind(6, trace.Details is { } details ? DetailsText.Write(details) : null).Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _sweep, _once, _failure, _trace })
            statement.Dispose();
        _result.Dispose();
        _connection.Dispose();
    }

    private string? Named(string once)
    {
        using var row = _once.Bind(0, once).Read();
        return row.Read() ? row.GetString(0) : null;
    }
}

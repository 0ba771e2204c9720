using Npgsql;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Postgres;

/// <summary>
/// Groups of batches, a transaction each: one statement a table, whose parameters are the columns. The rows go in the
/// order of their keys, so that two writers never wait for each other in a circle.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class PostgresBatchWriter(PostgresDatabase database) : IGroupWriter<StoreBatch>
{
    private const string InsertResults =
        "INSERT INTO orchestrator_results SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
        + "$14, $15, $16, $17) ON CONFLICT DO NOTHING";

    private const string InsertFailures =
        "INSERT INTO orchestrator_failures SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (sweep_id, trial) "
        + "DO UPDATE SET key = excluded.key, error = excluded.error, attempts = excluded.attempts";

    private const string InsertTraces =
        "INSERT INTO orchestrator_traces SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

    /// <inheritdoc/>
    public async ValueTask StoreAsync(IReadOnlyList<StoreBatch> group)
    {
        // One record a key: the first result and trace, the last failure, as one after the other would leave them.
        var results = group.SelectMany(b => b.Results).DistinctBy(r => r.Result.Key)
            .OrderBy(r => r.Result.Key.Value, DigestOrder.Instance).ToList();
        var traces = group.SelectMany(b => b.Traces).DistinctBy(t => t.Key)
            .OrderBy(t => t.Key.Value, DigestOrder.Instance).ToList();
        var failures = group.SelectMany(b => b.Failures).Reverse().DistinctBy(f => (f.SweepId, f.Trial))
            .OrderBy(f => f.SweepId, StringComparer.Ordinal).ThenBy(f => f.Trial).ToList();
        if (results.Count + traces.Count + failures.Count == 0)
            return;
        await database.WriteAsync(
            async (connection, cancellation) =>
            {
                await using var statements = new NpgsqlBatch(connection);
                if (results.Count > 0)
                    statements.BatchCommands.Add(Results(results));
                if (failures.Count > 0)
                    statements.BatchCommands.Add(Failures(failures));
                if (traces.Count > 0)
                    statements.BatchCommands.Add(Traces(traces));
                return await statements.ExecuteNonQueryAsync(cancellation);
            },
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public StoreException Explain(Exception error) => PostgresFailures.Explain(error, database.Name);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NpgsqlBatchCommand Results(List<StoredResult> rows) => new Columns<StoredResult>(rows)
        .Add(r => r.Result.Key.Value.ToBytes())
        .Add(r => r.Result.RealRows).Add(r => r.Result.SyntheticRows).Add(r => r.Result.TestRows)
        .Add(r => r.Result.Correct)
        .Add(r => r.Result.Accuracy).Add(r => r.Result.BalancedAccuracy).Add(r => r.Result.F1)
        .Add(r => r.Result.RocAuc).Add(r => r.Result.LogLoss).Add(r => r.Result.Brier)
        .Add(r => NumberFormat.Write(r.Result.Confusion))
        .Add(r => r.Timings.FitSeconds).Add(r => r.Timings.PredictSeconds).Add(r => r.Timings.Worker)
        .Add(r => r.Timings.Attempts)
        .Add(r => r.Result.Details is { } details ? DetailsText.Write(details) : null)
        .To(InsertResults);

    private static NpgsqlBatchCommand Failures(List<StoredFailure> rows) => new Columns<StoredFailure>(rows)
        .Add(f => f.SweepId).Add(f => f.Trial).Add(f => f.Key.Value.ToBytes()).Add(f => f.Error).Add(f => f.Attempts)
        .To(InsertFailures);

    private static NpgsqlBatchCommand Traces(List<GeneratorTrace> rows) => new Columns<GeneratorTrace>(rows)
        .Add(t => t.Key.Value.ToBytes())
        .Add(t => NumberFormat.Write(t.GeneratorLoss)).Add(t => NumberFormat.Write(t.DiscriminatorLoss))
        .Add(t => NumberFormat.Write(t.RealScore)).Add(t => NumberFormat.Write(t.FakeScore))
        .Add(t => t.FitSeconds)
        .Add(t => t.Details is { } details ? DetailsText.Write(details) : null)
        .To(InsertTraces);

    /// <summary>Rows turned into one array parameter a column.</summary>
    private sealed class Columns<TRow>(List<TRow> rows)
    {
        private readonly NpgsqlBatchCommand _command = new();

        public Columns<TRow> Add<TValue>(Func<TRow, TValue> column)
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = column(rows[i]);
            _command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values });
            return this;
        }

        public NpgsqlBatchCommand To(string sql)
        {
            _command.CommandText = sql;
            return _command;
        }
    }
}

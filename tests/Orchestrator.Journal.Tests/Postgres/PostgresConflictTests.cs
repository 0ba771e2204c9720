using Npgsql;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Postgres;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>The server refuses a transaction that could succeed at another time.</summary>
public sealed class PostgresConflictTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("40001", "INSERT")]
    [InlineData("40P01", "INSERT")]
    [InlineData("40001", "COMMIT")]
    public async Task Transaction_refused_a_few_times_is_carried_out_once(string code, string at)
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { WritePatience = Patience });
        await RefuseAsync(code, at, times: 3);

        await store.Results.AppendAsync(
            new StoreBatch([Samples.Result(1), Samples.Result(2)], [Samples.Failure("a", 1, 9)], [Samples.Trace(1)]), Never);

        Assert.Equal(2L, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_results"));
        Assert.Equal(1L, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_failures"));
        Assert.Equal(1L, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_traces"));
        Assert.True(4 <= (long)(await _database.ExecuteAsync("SELECT last_value FROM refusals"))!, "It was not refused.");
    }

    [Fact]
    public async Task Transaction_refused_for_ever_fails_its_caller_and_the_next_is_taken()
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { WritePatience = TimeSpan.FromMilliseconds(100) });
        await RefuseAsync("40001", "INSERT", times: int.MaxValue);

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never));

        Assert.Equal(StoreFailureKind.Unavailable, refusal.Kind);
        Assert.Contains("kept refusing because of other transactions", refusal.Message);
        Assert.Equal(0L, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_results"));
        await _database.ExecuteAsync("DROP TRIGGER refuse ON orchestrator_results");
        await store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
    }

    [Fact]
    public async Task Deadlock_with_another_program_is_got_over()
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { WritePatience = Patience });
        var keys = Enumerable.Range(1, 2).OrderBy(n => Samples.Key(n).ToString(), StringComparer.Ordinal).ToList();
        await using var other = await _database.ConnectAsync();
        await TestDatabase.ExecuteAsync(other, "BEGIN");
        await InsertAsync(other, keys[1]);

        // It stores the first key, waits for the second, and the other comes to wait for the first.
        var appending = store.Results.AppendAsync(Samples.Batch(Samples.Result(1), Samples.Result(2)), Never);
        await _database.UntilAsync(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'orchestrator' "
            + "AND wait_event_type = 'Lock')");
        try
        {
            await InsertAsync(other, keys[0]);
        }
        catch (PostgresException victim)
        {
            Assert.Equal(PostgresErrorCodes.DeadlockDetected, victim.SqlState);
        }

        await TestDatabase.ExecuteAsync(other, "ROLLBACK");
        await appending.WaitAsync(Patience);
        Assert.DoesNotContain(null, await store.Results.FindAsync([Samples.Key(1), Samples.Key(2)], Never));

        // More than one where the store came back before the other had let go.
        await _database.UntilAsync("SELECT deadlocks >= 1 FROM pg_stat_database WHERE datname = current_database()");
    }

    [Fact]
    public async Task Database_set_to_serializable_takes_many_writers_at_once()
    {
        await _database.ExecuteAsync($"ALTER DATABASE {_database.Name} SET default_transaction_isolation = serializable");
        var stores = new List<IResultStore>();
        for (var n = 0; n < 4; n++)
            stores.Add((await _database.OpenAsync(new PostgresStoreOptions { WritePatience = Patience })).Results);

        await Task.WhenAll(stores.Select((store, n) => Task.Run(async () =>
        {
            foreach (var chunk in Enumerable.Range(0, 200).Select(k => (k * 7 + n * 31) % 200).Chunk(10))
            {
                await store.AppendAsync(
                    new StoreBatch(
                        [.. chunk.Select(k => Samples.Result(k))],
                        [.. chunk.Select(k => Samples.Failure("a", k, 1000 + k))],
                        Array.Empty<GeneratorTrace>()),
                    Never);
            }
        }, Never)));

        Assert.DoesNotContain(null, await stores[0].FindAsync([.. Enumerable.Range(0, 200).Select(Samples.Key)], Never));
        Assert.Equal(200, (await stores[1].ListFailuresAsync("a", Never)).Count);
    }

    [Fact]
    public async Task Writer_that_stops_in_the_middle_does_not_keep_the_others_waiting_and_goes_on_afterwards()
    {
        var store = await _database.OpenAsync(new PostgresStoreOptions { WritePatience = Patience });
        await using var stopping = new PostgresDatabase(
            _database.Location, new PostgresStoreOptions { WritePatience = Patience }, TimeProvider.System);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tries = 0;
        var writing = stopping.WriteAsync(async (connection, _) =>
        {
            await TestDatabase.ExecuteAsync(connection, "LOCK TABLE orchestrator_results");
            stopped.TrySetResult();
            await goOn.Task;
            return ++tries;
        }, Never);
        await stopped.Task.WaitAsync(Patience);

        await store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never).WaitAsync(Patience);

        goOn.SetResult();
        Assert.Equal(2, await writing.WaitAsync(Patience));
    }

    private static async Task InsertAsync(NpgsqlConnection connection, int number)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO orchestrator_results VALUES ($1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', 0, 0, '', 1)", connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Samples.Key(number).Value.ToBytes() });
        await command.ExecuteNonQueryAsync();
    }

    // A sequence goes on counting when a transaction is taken back.
    private Task<object?> RefuseAsync(string code, string at, int times) => _database.ExecuteAsync($"""
        CREATE SEQUENCE refusals;
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('refusals') <= {times} THEN
                RAISE EXCEPTION 'refused by the test' USING ERRCODE = '{code}';
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON orchestrator_results
            DEFERRABLE INITIALLY {(at == "COMMIT" ? "DEFERRED" : "IMMEDIATE")} FOR EACH ROW EXECUTE FUNCTION refuse();
        """);
}

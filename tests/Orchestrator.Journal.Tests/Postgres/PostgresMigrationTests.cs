using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Journal.Migrations;
using Orchestrator.Journal.Postgres;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

public sealed class PostgresMigrationTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Coordinators_that_start_together_bring_a_database_up_once()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _database.OpenAsync(), Never)));

        await opened[0].Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
        Assert.All(await opened[7].Results.FindAsync([Samples.Key(1)], Never), Assert.NotNull);
        Assert.Equal(
            (long)PostgresSchema.Migrations.Count, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_schema"));
    }

    [Fact]
    public async Task Opening_waits_while_another_process_brings_the_database_up()
    {
        await using var other = await _database.ConnectAsync();
        await TestDatabase.ExecuteAsync(other, $"BEGIN; SELECT pg_advisory_xact_lock({0x6F72636865737472})");

        var opening = _database.OpenAsync();
        await _database.UntilAsync("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)");
        Assert.False(opening.IsCompleted, "It did not wait.");
        await TestDatabase.ExecuteAsync(other, "COMMIT");

        Assert.Empty(await (await opening).Results.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused()
    {
        await _database.OpenAsync();
        var known = PostgresSchema.Migrations.Count;
        await _database.ExecuteAsync($"INSERT INTO orchestrator_schema (version, sha256) VALUES ({known + 1}, 'x')");

        var refusal = await RefusedAsync();

        Assert.Equal(
            $"{_database.Location} was written by a newer version of this program (database version {known + 1}, this "
            + $"program knows {known}); use that version or name another database with --store.", refusal);
    }

    [Fact]
    public async Task Database_that_went_through_other_migrations_is_refused()
    {
        await _database.OpenAsync();
        await _database.ExecuteAsync("UPDATE orchestrator_schema SET sha256 = 'x'");

        Assert.Contains("has a schema of another origin (step 1 is not this program's)", await RefusedAsync());
    }

    [Fact]
    public async Task Steps_that_are_missing_are_applied_in_order_and_a_failing_one_leaves_the_database_as_it_was()
    {
        await _database.OpenAsync();
        var known = PostgresSchema.Migrations;
        var version = known.Count;
        Migration next = new(version + 1, "CREATE TABLE next (n int)");
        Migration after = new(version + 2, "INSERT INTO next VALUES (3)");
        Migration broken = new(version + 3, "CREATE TABLE fourth (n int); SELECT 1 / 0");

        await Assert.ThrowsAsync<StoreException>(() => MigrateAsync([.. known, next, after, broken]));
        Assert.Equal((long)version, await _database.ExecuteAsync("SELECT count(*) FROM orchestrator_schema"));
        await MigrateAsync([.. known, next, after]);
        await MigrateAsync([.. known, next, after]);

        Assert.Equal(1L, await _database.ExecuteAsync("SELECT count(*) FROM next"));
        Assert.Equal(string.Join(',', Enumerable.Range(1, version + 2)), await _database.ExecuteAsync(
            "SELECT string_agg(version::text, ',' ORDER BY version) FROM orchestrator_schema"));
        Assert.Equal(DBNull.Value, await _database.ExecuteAsync("SELECT to_regclass('fourth')::text"));
    }

    [Fact]
    public async Task Reading_needs_a_database_that_was_brought_up_and_writes_nothing()
    {
        var empty = await Assert.ThrowsAsync<StoreException>(() => _database.OpenAsync(readOnly: true));
        Assert.Equal($"Nothing was stored in {_database.Location} yet.", empty.Message);
        await _database.OpenAsync();

        var reading = await _database.OpenAsync(readOnly: true);

        Assert.Empty(await reading.Results.ListSweepsAsync(Never));
        foreach (var write in new Func<Task>[]
        {
            () => reading.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never),
            () => reading.Results.SaveSweepAsync(Samples.Sweep(1), Never),
            () => reading.Blobs.PutAsync(default, Stream.Null, Never),
        })
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(write);
            Assert.Contains("was opened for reading only", refusal.Message);
        }
    }

    [Fact]
    public async Task User_who_may_not_create_tables_can_use_a_database_that_is_up_and_is_told_where_it_is_not()
    {
        await _database.ExecuteAsync($"CREATE ROLE {_database.Name}_user LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        var location = (StoreLocation.Postgres)StoreLocation.Parse(
            _database.Location.ToString().Replace("postgres@", $"{_database.Name}_user@", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(location));
        Assert.Contains("does not allow this (permission denied for schema public)", refusal.Message);
        await _database.OpenAsync();
        await _database.ExecuteAsync(
            $"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {_database.Name}_user");

        await using var store = await OpenAsync(location);

        await store.Results.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
    }

    [Fact]
    public async Task Database_that_does_not_keep_utf8_is_refused()
    {
        await _database.ExecuteAsync($"CREATE DATABASE {_database.Name}_latin ENCODING 'LATIN1' TEMPLATE template0");

        var refusal = await Assert.ThrowsAsync<StoreException>(
            () => OpenAsync((StoreLocation.Postgres)StoreLocation.Parse(_database.Location + "_latin")));

        Assert.Contains("keeps text as LATIN1; create one that keeps UTF-8: createdb -E UTF8", refusal.Message);
    }

    private static Task<StoreConnection> OpenAsync(StoreLocation location) =>
        StoreConnection.OpenAsync(location, new StoreConnectionOptions(), TimeProvider.System, Never);

    private async Task<string> RefusedAsync()
    {
        var writing = await Assert.ThrowsAsync<StoreException>(() => _database.OpenAsync());
        var reading = await Assert.ThrowsAsync<StoreException>(() => _database.OpenAsync(readOnly: true));
        Assert.Equal(writing.Message, reading.Message);
        Assert.Equal(StoreFailureKind.Refused, writing.Kind);
        return writing.Message;
    }

    private async Task MigrateAsync(IReadOnlyList<Migration> migrations)
    {
        await using var database = new PostgresDatabase(
            _database.Location, new PostgresStoreOptions(), TimeProvider.System);
        await new PostgresMigrator(database, migrations).MigrateAsync(Never);
    }
}

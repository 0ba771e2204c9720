using Npgsql;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>The tests' own server does what the failure tests take for granted.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public async Task Server_keeps_its_port_and_data_over_a_stop_a_kill_and_a_restart()
    {
        await using var server = await PostgresServer.StartAsync();
        var port = server.Port;
        var database = await server.NewDatabaseAsync();
        await ExecuteAsync(server, database, "CREATE TABLE numbers (n int); INSERT INTO numbers VALUES (1)");

        await server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(server, database, "SELECT 1"));
        await server.RestartAsync();
        await ExecuteAsync(server, database, "INSERT INTO numbers VALUES (2)");
        await server.StopAsync(immediate: true);
        await server.RestartAsync();
        await server.RestartAsync();

        Assert.Equal(port, server.Port);
        Assert.Equal(2L, await ExecuteAsync(server, database, "SELECT count(*) FROM numbers"));
    }

    [Fact]
    public async Task Server_with_a_limit_on_file_size_says_that_the_disk_is_full_until_it_is_lifted()
    {
        await using var server = await PostgresServer.StartAsync(
            new PostgresServerOptions { FileSizeLimit = 2 * 1024 * 1024 });
        var database = await server.NewDatabaseAsync();
        await ExecuteAsync(server, database, "CREATE TABLE texts (t text)");
        const string Fill = "INSERT INTO texts SELECT repeat('x', 1000) FROM generate_series(1, 4000)";

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var full = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(server, database, Fill));
            Assert.Equal(PostgresErrorCodes.DiskFull, full.SqlState);
        }

        await server.LiftFileSizeLimitAsync();
        await ExecuteAsync(server, database, Fill);
        Assert.Equal(4000L, await ExecuteAsync(server, database, "SELECT count(*) FROM texts"));
    }

    private static async Task<object?> ExecuteAsync(PostgresServer server, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

using Npgsql;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class PostgresPersistenceTests(SharedPostgres postgres) : SqlPersistenceTests
{
    private string _connectionString = "";

    protected override string Provider => "PostgreSQL.15";

    protected override string ConnectionString => _connectionString;

    public override async ValueTask InitializeAsync()
    {
        var server = await postgres.GetAsync();
        _connectionString = server.ConnectionString(await server.NewDatabaseAsync()) + ";Pooling=false";
        await base.InitializeAsync();
    }

    protected override string TextOf(string column) => $"convert_from({column}, 'UTF8')";

    protected override string? Query(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}

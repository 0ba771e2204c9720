using Microsoft.Data.Sqlite;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class SqlitePersistenceTests : SqlPersistenceTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conformance");

    public SqlitePersistenceTests() => SqliteProvider.EnsureReady();

    protected override string Provider => "SQLite.MS";

    protected override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "journal.db")}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    protected override string TextOf(string column) => $"CAST({column} AS TEXT)";

    protected override string? Query(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}

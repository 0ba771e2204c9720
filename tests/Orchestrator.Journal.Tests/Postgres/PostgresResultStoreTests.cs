using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Tests.Contracts;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Postgres;

public sealed class PostgresResultStoreTests(SharedPostgres postgres) : ResultStoreConformance, IAsyncLifetime
{
    private TestDatabase? _database;

    public async ValueTask InitializeAsync() =>
        _database = await TestDatabase.CreateAsync(await postgres.GetAsync());

    public ValueTask DisposeAsync() => _database!.DisposeAsync();

    protected override async Task<IResultStore> OpenAsync() => (await _database!.OpenAsync()).Results;
}

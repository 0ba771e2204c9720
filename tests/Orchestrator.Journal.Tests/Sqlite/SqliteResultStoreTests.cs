using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Sqlite;
using Orchestrator.Journal.Tests.Contracts;

namespace Orchestrator.Journal.Tests.Sqlite;

public sealed class SqliteResultStoreTests : ResultStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IResultStore> OpenAsync() => Task.FromResult<IResultStore>(
        SqliteResultStore.OpenForWriting(_folder.File("results.db"), new ResultStoreOptions()));
}

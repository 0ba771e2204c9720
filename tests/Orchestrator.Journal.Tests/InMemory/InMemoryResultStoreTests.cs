using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Journal.Tests.Contracts;

namespace Orchestrator.Journal.Tests.InMemory;

public sealed class InMemoryResultStoreTests : ResultStoreConformance
{
    protected override Task<IResultStore> OpenAsync() => Task.FromResult<IResultStore>(new InMemoryResultStore());
}

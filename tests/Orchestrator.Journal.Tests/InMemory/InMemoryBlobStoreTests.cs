using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Journal.Tests.Contracts;

namespace Orchestrator.Journal.Tests.InMemory;

public sealed class InMemoryBlobStoreTests : BlobStoreConformance
{
    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new InMemoryBlobStore(Maximum));
}

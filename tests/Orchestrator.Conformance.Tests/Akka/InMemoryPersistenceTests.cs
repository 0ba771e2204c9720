using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class InMemoryPersistenceTests : PersistenceTests
{
    protected override void Configure(AkkaConfigurationBuilder akka) =>
        akka.WithInMemoryJournal().WithInMemorySnapshotStore();
}

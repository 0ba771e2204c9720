using Akka.Hosting;

namespace Akka.Persistence.Hosting;

/// <summary>Persistence in memory.</summary>
public static class AkkaPersistenceHostingExtensions
{
    /// <summary>Keeps events in memory.</summary>
    public static AkkaConfigurationBuilder WithInMemoryJournal(this AkkaConfigurationBuilder builder) =>
        builder.Add(system => Stores.Of(system).Add(Stores.InMemoryJournalId, new InMemoryJournal(), isDefault: true));

    /// <summary>Keeps snapshots in memory.</summary>
    public static AkkaConfigurationBuilder WithInMemorySnapshotStore(
        this AkkaConfigurationBuilder builder, string snapshotStoreId = "inmem", bool isDefaultPlugin = true) =>
        builder.Add(system => Stores.Of(system).Add(
            $"akka.persistence.snapshot-store.{snapshotStoreId}", new InMemorySnapshotStore(), isDefaultPlugin));
}

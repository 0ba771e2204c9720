using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Coordinator;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Journal.Locations;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Composition;

/// <summary>The coordinator as <c>run</c> and <c>serve</c> both have it.</summary>
internal static class CoordinatorComposition
{
    /// <summary>Adds an open store, which stays the caller's.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoreConnection store) =>
        services.AddSingleton(store).AddSingleton(store.Results).AddSingleton(store.Blobs);

    /// <summary>
    /// Adds the coordinator over the store that was added. On a database that several coordinators share it competes
    /// for the lead, as <paramref name="address"/>; a folder has one coordinator, which leads.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="store">The store that was added.</param>
    /// <param name="address">Where clients reach this coordinator; null where they do not.</param>
    /// <param name="options">The time limits.</param>
    /// <param name="time">The clock.</param>
    public static IServiceCollection AddCoordinatorNode(
        this IServiceCollection services, StoreConnection store, Uri? address, CoordinatorOptions options,
        TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(DatasetCatalog.Vocabulary);
        return services.AddCoordinator(
            akka => akka.WithSqlPersistence(store.JournalConnectionString, store.JournalProvider), options,
            store.Location is StoreLocation.Sqlite ? null : new CoordinatorNode { Address = address });
    }
}

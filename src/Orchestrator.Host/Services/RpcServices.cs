using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Services;

/// <summary>All that the program offers over gRPC.</summary>
internal static class RpcServices
{
    /// <summary>
    /// Adds the services <c>Sweeps</c>, <c>Workers</c> and <c>Catalog</c>. The services must hold the coordinator
    /// (<c>AddCoordinator</c>), an <see cref="IResultStore"/>, an <see cref="IBlobStore"/> and a
    /// <see cref="TimeProvider"/>. The program's own <see cref="SpecVocabulary"/> is added where there is none.
    /// </summary>
    public static IServiceCollection AddOrchestratorRpc(this IServiceCollection services)
    {
        services.TryAddSingleton(SpecVocabulary.Of(DatasetCatalog.Names));
        services.TryAddSingleton<IDatasetGate, DatasetGate>();
        services.TryAddSingleton<IReportRenderer, ReportRenderer>();
        services.AddCoordinatorRpc();
        services.AddSingleton<CatalogService>();
        return services;
    }

    /// <summary>Maps what <see cref="AddOrchestratorRpc"/> added. The listener must speak HTTP/2.</summary>
    public static void MapOrchestratorRpc(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCoordinatorRpc();
        endpoints.MapGrpcService<CatalogService>();
    }
}

using Grpc.AspNetCore.Web;
using Microsoft.AspNetCore.Builder;
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
    /// Adds the services <c>Sweeps</c>, <c>Workers</c> and <c>Catalog</c>, <c>grpc.health.v1</c> (by the health checks
    /// that the services hold) and reflection. The services must hold the coordinator (<c>AddCoordinator</c>), an
    /// <see cref="IResultStore"/>, an <see cref="IBlobStore"/> and a <see cref="TimeProvider"/>; the program's own
    /// <see cref="SpecVocabulary"/> is added where there is none.
    /// </summary>
    public static IServiceCollection AddOrchestratorRpc(this IServiceCollection services)
    {
        services.TryAddSingleton(DatasetCatalog.Vocabulary);
        services.TryAddSingleton<IDatasetGate, DatasetGate>();
        services.TryAddSingleton<IReportRenderer, ReportRenderer>();
        services.AddCoordinatorRpc();
        services.AddSingleton<CatalogService>();
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        return services;
    }

    /// <summary>
    /// Maps what <see cref="AddOrchestratorRpc"/> added, gRPC-Web on the same port included. The listener must speak
    /// HTTP/2 for gRPC; HTTP/1.1 suffices for gRPC-Web.
    /// </summary>
    public static WebApplication MapOrchestratorRpc(this WebApplication app)
    {
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.MapCoordinatorRpc();
        app.MapGrpcService<CatalogService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }
}

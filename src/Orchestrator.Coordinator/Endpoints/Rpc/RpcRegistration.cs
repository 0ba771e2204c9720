using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>How a program offers the coordinator over gRPC.</summary>
public static class RpcRegistration
{
    private static readonly TimeSpan NeverSilent = TimeSpan.FromDays(20);

    /// <summary>
    /// Adds the services <c>Sweeps</c> and <c>Workers</c>. The services must hold the coordinator, an
    /// <see cref="IResultStore"/>, an <see cref="IBlobStore"/>, a <see cref="SpecVocabulary"/>, a
    /// <see cref="TimeProvider"/>, an <see cref="IDatasetGate"/> and an <see cref="IReportRenderer"/>.
    /// </summary>
    public static IServiceCollection AddCoordinatorRpc(this IServiceCollection services)
    {
        services.AddGrpc();
        services.AddSingleton<FailureInterceptor>();
        services.Configure<GrpcServiceOptions>(options =>
        {
            options.Interceptors.Add<FailureInterceptor>();
            options.EnableDetailedErrors = false;
        });
        services.TryAddSingleton(provider => Terms(provider.GetRequiredService<CoordinatorOptions>()));
        services.TryAddSingleton(new RpcLimits());
        services.AddSingleton<SweepFinder>();
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<TrialReader>();
        services.AddSingleton<SweepsService>();
        services.AddSingleton<WorkersService>();
        return services;
    }

    /// <summary>
    /// Maps the services that <see cref="AddCoordinatorRpc"/> added; returns what conventions apply to.
    /// </summary>
    public static IReadOnlyList<IEndpointConventionBuilder> MapCoordinatorRpc(this IEndpointRouteBuilder endpoints) =>
        [endpoints.MapGrpcService<SweepsService>(), endpoints.MapGrpcService<WorkersService>()];

    // Three heartbeats may be missed.
    private static SessionTerms Terms(CoordinatorOptions options)
    {
        var limit = options.SilenceLimit ?? NeverSilent;
        return new SessionTerms(limit / 3, limit);
    }
}

using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server.Health;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health over gRPC.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds health over gRPC.</summary>
    /// <param name="services">The server's services.</param>
    /// <returns>Takes the health checks.</returns>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<HealthServiceImpl>();
        services.TryAddSingleton<HealthServiceIntegration>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, ReportedHealth>());
        services.Configure<GrpcHealthChecksOptions>(options => options.Services.Map("", _ => true));
        return services.AddHealthChecks();
    }

    /// <summary>Adds health over gRPC.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="configure">Sets which services there are and which checks decide them.</param>
    /// <returns>Takes the health checks.</returns>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services, Action<GrpcHealthChecksOptions> configure)
    {
        var builder = services.AddGrpcHealthChecks();
        services.Configure(configure);
        return builder;
    }
}

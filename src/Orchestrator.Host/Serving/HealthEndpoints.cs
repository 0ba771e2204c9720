using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.Host.Serving;

/// <summary>
/// <c>/healthz</c>: the process is up. <c>/readyz</c>: this coordinator leads and its store answers; else 503 with the
/// reason. The same readiness is what <c>grpc.health.v1</c> tells.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Adds the checks that the endpoints and gRPC's health service report.</summary>
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<ReadinessCheck>("ready");
        return services;
    }

    /// <summary>Maps both endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => "up\n");
        endpoints.MapGet("/readyz", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(HealthCheckService health, HttpContext context)
    {
        var report = await health.CheckHealthAsync(context.RequestAborted);
        var reasons = report.Entries.Values.Select(entry => entry.Description);
        return Results.Text(
            string.Join('\n', reasons) + "\n",
            statusCode: report.Status == HealthStatus.Healthy
                ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

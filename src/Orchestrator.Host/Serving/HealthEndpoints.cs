using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.Host.Serving;

/// <summary>
/// <c>/healthz</c>: the process is up. <c>/readyz</c>: this coordinator leads and its store answers; else 503 with the
/// reason. The same readiness is what <c>grpc.health.v1</c> tells. <c>/readyz?standby=true</c> is 200 also for one that
/// stands by, knows who leads and has a store that answers: it is as it should be, though it does not serve.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Adds the checks that the endpoints and gRPC's health service report.</summary>
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<StoreProbe>().AddSingleton<ReadinessCheck>();
        services.AddHealthChecks().AddCheck<ReadinessCheck>("ready");
        return services;
    }

    /// <summary>Maps both endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => "up\n");
        endpoints.MapGet("/readyz", ReadyAsync);
    }

    private static Task<IResult> ReadyAsync(HealthCheckService health, ReadinessCheck check, HttpContext context) =>
        context.Request.Query["standby"] == "true" ? StandbyAsync(check, context) : LeadingAsync(health, context);

    private static async Task<IResult> LeadingAsync(HealthCheckService health, HttpContext context)
    {
        var report = await health.CheckHealthAsync(context.RequestAborted);
        var reasons = report.Entries.Values.Select(entry => entry.Description);
        return Answer(string.Join('\n', reasons), report.Status);
    }

    private static async Task<IResult> StandbyAsync(ReadinessCheck check, HttpContext context)
    {
        var result = await check.CheckStandbyAsync(context.RequestAborted);
        return Answer(result.Description, result.Status);
    }

    private static IResult Answer(string? reason, HealthStatus status) => Results.Text(
        $"{reason}\n",
        statusCode: status == HealthStatus.Healthy
            ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

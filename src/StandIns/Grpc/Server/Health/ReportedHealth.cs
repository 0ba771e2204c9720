using Grpc.AspNetCore.HealthChecks;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.Server.Health;

/// <summary>
/// Turns reports of ASP.NET's health checks into statuses of services, and publishes them as they come.
/// </summary>
internal sealed class ReportedHealth(HealthServiceImpl service, IOptions<GrpcHealthChecksOptions> options)
    : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in options.Value.Services)
        {
            var entries = report.Entries.Where(e => Counts(mapping, e.Key, e.Value.Tags)).Select(e => e.Value.Status);
            service.SetStatus(mapping.Name, StatusOf(entries));
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether a check counts for a service.</summary>
    public static bool Counts(ServiceMapping mapping, string name, IEnumerable<string> tags) =>
        mapping.HealthCheckPredicate?.Invoke(new HealthCheckMapContext(name, tags)) ?? true;

    /// <summary>Not serving if any check is unhealthy.</summary>
    public static ServingStatus StatusOf(IEnumerable<HealthStatus> statuses) =>
        statuses.Any(s => s == HealthStatus.Unhealthy) ? ServingStatus.NotServing : ServingStatus.Serving;
}

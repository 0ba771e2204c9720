using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Coordinator.Leadership;

namespace Orchestrator.Host.Serving;

/// <summary>Whether this coordinator can serve: it leads, and its store answers in time.</summary>
internal sealed class ReadinessCheck(LeadershipState leadership, StoreProbe store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!leadership.IsLeading)
            return HealthCheckResult.Unhealthy(StandingBy());
        return await store.ProblemAsync(cancellationToken) is { } problem
            ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy("leading");
    }

    /// <summary>
    /// Whether it is of use: it leads, or stands by for a leader that it knows; and its store answers in time.
    /// </summary>
    public async Task<HealthCheckResult> CheckStandbyAsync(CancellationToken cancellation)
    {
        var (isLeading, leader) = (leadership.IsLeading, leadership.LeaderAddress);
        if (!isLeading && leader is null)
            return HealthCheckResult.Unhealthy(StandingBy());
        return await store.ProblemAsync(cancellation) is { } problem
            ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy(isLeading ? "leading" : StandingBy());
    }

    private string StandingBy() => leadership.LeaderAddress is { } leader
        ? $"standing by; {leader} leads" : "standing by; no leader is known";
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Host.Serving;

/// <summary>Whether this coordinator can serve: it leads, and its store answers in time.</summary>
internal sealed class ReadinessCheck(LeadershipState leadership, IResultStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!leadership.IsLeading)
        {
            return HealthCheckResult.Unhealthy(leadership.LeaderAddress is { } leader
                ? $"standing by; {leader} leads" : "standing by; no leader is known");
        }

        try
        {
            await store.ListSweepsAsync(null, 1, cancellationToken).WaitAsync(Limit, time, cancellationToken);
            return HealthCheckResult.Healthy("leading");
        }
        catch (Exception failure) when (failure is StoreException or TimeoutException)
        {
            var reason = failure is TimeoutException ? $"no answer within {Limit.TotalSeconds} s" : failure.Message;
            return HealthCheckResult.Unhealthy($"the store does not answer: {reason}");
        }
    }
}

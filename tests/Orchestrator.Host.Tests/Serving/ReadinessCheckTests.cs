using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Host.Serving;
using Orchestrator.Host.Tests.Security;
using Orchestrator.Journal.InMemory;

namespace Orchestrator.Host.Tests.Serving;

public sealed class ReadinessCheckTests
{
    [Fact]
    public async Task One_that_stands_by_is_ready_to_stand_by_once_it_knows_the_leader()
    {
        await using var store = new InMemoryResultStore();
        var leadership = new LeadershipState();
        var check = new ReadinessCheck(leadership, new StoreProbe(store, TimeProvider.System));
        await AssertAsync(check, HealthStatus.Unhealthy, "standing by; no leader is known");
        leadership.LeaderIs("https://other:5080");
        await AssertAsync(check, HealthStatus.Healthy, "standing by; https://other:5080 leads");
        leadership.LeaderIs(null);
        await AssertAsync(check, HealthStatus.Unhealthy, "standing by; no leader is known");
    }

    [Fact]
    public async Task The_leader_is_ready_in_both_ways()
    {
        await using var server = await SecureServer.StartAsync();
        using var client = server.Client();
        foreach (var path in (string[])["/readyz", "/readyz?standby=true", "/readyz?standby=false"])
        {
            var called = await Called.GetAsync(client, path, null);
            Assert.Equal((System.Net.HttpStatusCode.OK, "leading\n"), (called.Http, called.Message));
        }
    }

    private static async Task AssertAsync(ReadinessCheck check, HealthStatus standby, string says)
    {
        var result = await check.CheckStandbyAsync(TestContext.Current.CancellationToken);
        Assert.Equal((standby, says), (result.Status, result.Description));
        // To serve it would have to lead.
        var leads = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        Assert.Equal((HealthStatus.Unhealthy, says), (leads.Status, leads.Description));
    }
}

using System.Net.Http.Headers;
using Orchestrator.Host.Security;
using Orchestrator.Host.Tests.Security;

namespace Orchestrator.Host.Tests.Telemetry;

public sealed class RefusedCallsTests
{
    [Fact]
    public async Task Refused_calls_are_counted_by_reason()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        await Called.GrpcAsync(client, "/orchestrator.v1.Sweeps/Get", "Bearer wrong-token-of-a-test");
        await Called.GrpcAsync(client, "/orchestrator.v1.Sweeps/Submit", $"Bearer {SecureServer.TokenOf(Role.Read)}");

        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", SecureServer.TokenOf(Role.Read));
        var metrics = await client.GetStringAsync(
            new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Matches("\norchestrator_calls_refused_total\\{reason=\"unknown\"\\} [1-9]", metrics);
        Assert.Matches("\norchestrator_calls_refused_total\\{reason=\"forbidden\"\\} [1-9]", metrics);
        Assert.Matches("\norchestrator_calls_refused_total\\{reason=\"limited\"\\} [0-9]", metrics);
    }
}

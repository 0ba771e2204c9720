using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>Health over gRPC follows ASP.NET's health checks.</summary>
public sealed class HealthTests
{
    private HealthStatus _store = HealthStatus.Healthy;

    [Fact]
    public async Task Check_answers_how_the_server_and_its_services_do()
    {
        await using var server = await Start();
        var health = new Health.HealthClient(server.Channel);

        Assert.Equal(ServingStatus.Serving, await Check(health, ""));
        Assert.Equal(ServingStatus.Serving, await Check(health, "store"));
        _store = HealthStatus.Degraded;
        Assert.Equal(ServingStatus.Serving, await Check(health, "store"));
        _store = HealthStatus.Unhealthy;
        Assert.Equal(ServingStatus.NotServing, await Check(health, ""));
        Assert.Equal(ServingStatus.NotServing, await Check(health, "store"));
        Assert.Equal(ServingStatus.Serving, await Check(health, "rest"));
    }

    [Fact]
    public async Task Check_of_an_unknown_service_is_not_found()
    {
        await using var server = await Start();
        var health = new Health.HealthClient(server.Channel);

        var failure = await Bounds.FailureOf(health.CheckAsync(new() { Service = "gone" }).ResponseAsync, "check");

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Watch_tells_each_change()
    {
        await using var server = await Start();
        var health = new Health.HealthClient(server.Channel);
        using var watch = health.Watch(new() { Service = "store" });

        await Expect(watch, ServingStatus.Serving);
        _store = HealthStatus.Unhealthy;
        await Expect(watch, ServingStatus.NotServing);
        _store = HealthStatus.Healthy;
        await Expect(watch, ServingStatus.Serving);
    }

    [Fact]
    public async Task Watch_of_an_unknown_service_says_so_and_goes_on()
    {
        await using var server = await Start();
        var health = new Health.HealthClient(server.Channel);
        using var watch = health.Watch(new() { Service = "gone" });

        await Expect(watch, ServingStatus.ServiceUnknown);
    }

    private static async Task<ServingStatus> Check(Health.HealthClient health, string service) =>
        (await health.CheckAsync(new() { Service = service }).ResponseAsync.Within("check")).Status;

    /// <summary>The official service may first say that it does not know yet.</summary>
    private static async Task Expect(AsyncServerStreamingCall<HealthCheckResponse> watch, ServingStatus expected)
    {
        do
        {
            Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None).Within($"{expected}"));
        }
        while (watch.ResponseStream.Current.Status == ServingStatus.ServiceUnknown && expected != ServingStatus.ServiceUnknown);
        Assert.Equal(expected, watch.ResponseStream.Current.Status);
    }

    private Task<EchoServer> Start() => EchoServer.Start(
        services: services =>
        {
            services.AddGrpcHealthChecks(options =>
                {
                    options.Services.Map("store", check => check.Tags.Contains("store"));
                    options.Services.Map("rest", check => !check.Tags.Contains("store"));
                })
                .AddCheck("store", () => new HealthCheckResult(_store), ["store"])
                .AddCheck("other", () => HealthCheckResult.Healthy());
            services.Configure<HealthCheckPublisherOptions>(options =>
            {
                options.Delay = TimeSpan.Zero;
                options.Period = TimeSpan.FromSeconds(1);
            });
        },
        pipeline: app =>
        {
            app.MapGrpcService<EchoService>();
            app.MapGrpcHealthChecksService();
        });
}

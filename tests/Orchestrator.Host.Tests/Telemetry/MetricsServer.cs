using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Telemetry;

namespace Orchestrator.Host.Tests.Telemetry;

/// <summary>A process's telemetry on a loopback port, with a meter of its own to measure with.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MetricsServer(WebApplication app) => _app = app;

    public Meter Meter { get; } = new("Orchestrator.HostTests");

    public Uri Address => new(_app.Urls.Single());

    public static async Task<MetricsServer> StartAsync(TelemetryOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddTelemetry(options ?? new TelemetryOptions("coordinator", "test") { Exports = false });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var app = builder.Build();
        app.MapTelemetry();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new MetricsServer(app);
    }

    public async Task<string> ScrapeAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Meter.Dispose();
    }
}

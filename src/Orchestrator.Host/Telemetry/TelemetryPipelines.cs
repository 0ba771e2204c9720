using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Orchestrator.Host.Telemetry;

/// <summary>Keeps the pipelines alive while the process runs, and sends what is left when it stops.</summary>
internal sealed class TelemetryPipelines(MeterProvider meters, TracerProvider? tracer) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Instruments.Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        tracer?.Dispose();
        meters.Dispose();
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orchestrator.TestKit.Otlp;

/// <summary>
/// A collector on a loopback port that keeps what processes export to it by OTLP over HTTP. Thread-safe.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CollectedSpan> _spans = [];
    private readonly ConcurrentQueue<LogRecord> _logs = [];
    private readonly ConcurrentDictionary<string, MetricRecord> _metrics = [];

    private OtlpCollector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", async request => Keep(TraceExport.Parser.ParseFrom(await BodyAsync(request))));
        app.MapPost("/v1/logs", async request => Keep(LogExport.Parser.ParseFrom(await BodyAsync(request))));
        app.MapPost("/v1/metrics", async request => Keep(MetricExport.Parser.ParseFrom(await BodyAsync(request))));
    }

    /// <summary>The spans so far.</summary>
    public IReadOnlyCollection<CollectedSpan> Spans => _spans;

    /// <summary>The log records so far.</summary>
    public IReadOnlyCollection<LogRecord> Logs => _logs;

    /// <summary>The metrics so far, by name.</summary>
    public IReadOnlyDictionary<string, MetricRecord> Metrics => _metrics;

    /// <summary>The environment that makes a process export here, soon.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>Starts a collector.</summary>
    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new OtlpCollector(builder.Build());
        await collector._app.StartAsync(cancellation);
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<byte[]> BodyAsync(HttpContext request)
    {
        using var body = new MemoryStream();
        await request.Request.Body.CopyToAsync(body, request.RequestAborted);
        return body.ToArray();
    }

    private void Keep(TraceExport export)
    {
        foreach (var resource in export.ResourceSpans)
        {
            var service = resource.Resource.Attributes.FirstOrDefault(a => a.Key == "service.name")?.Value.StringValue ?? "";
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
                _spans.Enqueue(new CollectedSpan(service, span));
        }
    }

    private void Keep(LogExport export)
    {
        foreach (var record in export.ResourceLogs.SelectMany(r => r.ScopeLogs).SelectMany(scope => scope.LogRecords))
            _logs.Enqueue(record);
    }

    private void Keep(MetricExport export)
    {
        foreach (var metric in export.ResourceMetrics.SelectMany(r => r.ScopeMetrics).SelectMany(scope => scope.Metrics))
            _metrics[metric.Name] = metric;
    }
}

using System.Collections;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orchestrator.Host.Telemetry.Prometheus;

namespace Orchestrator.Host.Telemetry;

/// <summary>
/// Metrics at <c>/metrics</c> always; traces, metrics and logs by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set
/// (and as the other OTEL_ variables say).
/// </summary>
internal static class TelemetryServices
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    // Ours first; the others are the runtime's, ASP.NET Core's and Npgsql's own.
    private static readonly string[] Meters =
    [
        "Orchestrator.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
    ];

    private static readonly string[] Sources =
        ["Orchestrator.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    /// <summary>Adds the exporters, and makes each log line carry the ids of the trace it belongs to.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options)
    {
        // The logs' exporter is one of the host's services, and reads the variables from the host's settings.
        builder.Configuration.AddInMemoryCollection(Variables());
        var prometheus = new PrometheusReader();
        builder.Services.AddSingleton(prometheus);
        AddLogging(builder.Logging, options);
        builder.Services.AddHostedService(
            _ => new TelemetryPipelines(CreateMeters(options, prometheus), CreateTracer(options)));
        builder.Services.AddHostedService(_ => new StorageWatch(options));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Variables() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("OTEL_", StringComparison.Ordinal)
        select KeyValuePair.Create(name, (string?)variable.Value);

    /// <summary>Serves the metrics.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/metrics", (PrometheusReader metrics) => Results.Text(metrics.Scrape(), TextFormat));

    /// <summary>Names each request's span by its method and route, as OpenTelemetry has it. After routing.</summary>
    public static void UseSpanNames(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (Activity.Current is { } span && context.GetEndpoint() is RouteEndpoint endpoint)
            span.DisplayName = $"{context.Request.Method} {endpoint.RoutePattern.RawText}";
        return next(context);
    });

    private static MeterProvider CreateMeters(TelemetryOptions options, PrometheusReader prometheus)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceOf(options)).AddMeter(Meters).AddReader(prometheus);
        if (options.Exports)
            builder.AddOtlpExporter();
        return builder.Build();
    }

    // Spans cost only where somebody collects them.
    private static TracerProvider? CreateTracer(TelemetryOptions options) => !options.Exports
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceOf(options)).AddSource(Sources).AddOtlpExporter().Build();

    private static void AddLogging(ILoggingBuilder logging, TelemetryOptions options)
    {
        logging.Configure(factory => factory.ActivityTrackingOptions =
            ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (options.LogsJson)
            logging.AddJsonConsole(console => console.IncludeScopes = true);
        else
            logging.AddSimpleConsole(console => (console.IncludeScopes, console.SingleLine) = (false, true));
        if (options.Exports)
        {
            logging.AddOpenTelemetry(records =>
            {
                records.SetResourceBuilder(ResourceOf(options));
                records.AddOtlpExporter();
            });
        }
    }

    private static ResourceBuilder ResourceOf(TelemetryOptions options) => ResourceBuilder.CreateDefault().AddService(
        $"orchestrator-{options.Role}", serviceNamespace: "orchestrator",
        serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3),
        autoGenerateServiceInstanceId: false, serviceInstanceId: options.Instance);
}

using Orchestrator.TestKit;
using Orchestrator.TestKit.Prometheus;

namespace Orchestrator.Host.Tests.Telemetry;

public sealed class MetricsPageTests
{
    [Fact]
    public async Task Metrics_page_has_each_kind_of_instrument_in_the_text_format()
    {
        await using var server = await MetricsServer.StartAsync();
        server.Meter.CreateCounter<long>("orchestrator.x.done", "{trial}", "Trials \\ done.")
            .Add(3, new KeyValuePair<string, object?>("model.name", "a \"b\"\n\\c"));
        server.Meter.CreateGauge<double>("orchestrator.x.load", "1", "Load.").Record(0.25);
        var times = server.Meter.CreateHistogram<double>(
            "orchestrator.x.time", "s", "Time.", null, new() { HistogramBucketBoundaries = [0.5, 1] });
        times.Record(0.4);
        times.Record(0.7);
        times.Record(7);

        var page = await server.ScrapeAsync();

        Assert.Contains("# HELP orchestrator_x_done_total Trials \\\\ done.\n# TYPE orchestrator_x_done_total counter\n"
            + "orchestrator_x_done_total{model_name=\"a \\\"b\\\"\\n\\\\c\"} 3\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE orchestrator_x_load gauge\norchestrator_x_load 0.25\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE orchestrator_x_time_seconds histogram\n"
            + "orchestrator_x_time_seconds_bucket{le=\"0.5\"} 1\norchestrator_x_time_seconds_bucket{le=\"1\"} 2\n"
            + "orchestrator_x_time_seconds_bucket{le=\"+Inf\"} 3\norchestrator_x_time_seconds_sum 8.1\n"
            + "orchestrator_x_time_seconds_count 3\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_page_passes_promtool()
    {
        await using var server = await MetricsServer.StartAsync();
        server.Meter.CreateCounter<long>("orchestrator.x.done", "{trial}", "Trials done.").Add(1);
        server.Meter.CreateHistogram<double>("orchestrator.x.time", "s", "Time.").Record(1);
        var page = await server.ScrapeAsync();
        // A request's own metrics are there once its answer is sent.
        for (var i = 0; i < 1000 && !page.Contains("http_server_request_duration", StringComparison.Ordinal); i++)
            page = await server.ScrapeAsync();

        var (code, output) = await DebianProgram.RunAsync(
            "promtool", page, TestContext.Current.CancellationToken, "check", "metrics");

        Assert.Contains("http_server_request_duration_seconds_bucket", page, StringComparison.Ordinal);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Prometheus_scrapes_the_page()
    {
        await using var server = await MetricsServer.StartAsync();
        server.Meter.CreateCounter<long>("orchestrator.x.done", "{trial}", "Trials done.").Add(42);
        await using var prometheus = new PrometheusServer([new ScrapeJob("orchestrator", server.Address)]);
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(42, await prometheus.WaitForAsync("orchestrator_x_done_total", value => value > 0, cancellation));
        Assert.Equal(1, await prometheus.WaitForAsync("up", value => value > 0, cancellation));
    }
}

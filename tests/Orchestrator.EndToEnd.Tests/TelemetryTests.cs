using System.Net;
using Orchestrator.TestKit.Otlp;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>What a coordinator and a worker, in processes of their own, tell a collector and a scraper.</summary>
public sealed class TelemetryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Sweep =
        ["name: traced", "dataset: iris", "fractions: 1", "boosts: [0, 0.5]", "generators: {wgan-gp: {epochs: 3}}",
            "models: logreg", "seeds: 1"];

    private OtlpCollector _collector = null!;
    private Fleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await OtlpCollector.StartAsync(TestContext.Current.CancellationToken);
        _fleet = new Fleet { Environment = _collector.Environment };
    }

    public async ValueTask DisposeAsync()
    {
        _fleet.Dispose();
        await _collector.DisposeAsync();
    }

    [Fact]
    public async Task One_trace_leads_from_the_submission_to_the_stored_results()
    {
        var coordinator = await _fleet.ServeAsync();
        var worker = await _fleet.WorkAsync("one");
        (await _fleet.AskAsync(
            "submit", _fleet.Workspace.Write("traced.yaml", Sweep), "--watch", "--quiet")).Expect(0);
        // Both send what is left when they leave.
        worker.Signal(OrchestratorProcess.Terminate);
        (await worker.EndAsync()).Expect(0);
        coordinator.Process.Signal(OrchestratorProcess.Terminate);
        (await coordinator.Process.EndAsync()).Expect(0);

        var submit = Assert.Single(
            _collector.Spans, span => span.Span.Name == "POST /orchestrator.v1.Sweeps/Submit");
        var trace = _collector.Spans.Where(span => span.TraceId == submit.TraceId).ToList();
        output.WriteLine(SpanTree.Write(trace));
        var generated = Assert.Single(trace, span => span.Span.Name == "fit-generator");
        Assert.Equal("wgan-gp", generated.Text("orchestrator.algorithm"));
        var bundle = Parent(trace, generated);
        Assert.Equal(("bundle", "orchestrator-worker"), (bundle.Span.Name, bundle.Service));
        Assert.Equal(
            ["fit-generator", "fit-model", "measure-quality", "score", "split", "subset", "synthesise"],
            Children(trace, bundle).Select(span => span.Span.Name).Distinct().Order());
        var lease = Parent(trace, bundle);
        Assert.Equal(("lease", "orchestrator-coordinator"), (lease.Span.Name, lease.Service));
        Assert.Equal(("one", "returned"), (lease.Text("orchestrator.worker"), lease.Text("orchestrator.outcome")));
        Assert.Contains(Children(trace, lease), span => span.Span.Name == "store results");
        Assert.Equal(submit, Parent(trace, lease));
        Assert.Equal(2, trace.Where(span => span.Span.Name == "store results").Sum(Trials));
        Assert.All(trace, span => Assert.True(span.Duration >= TimeSpan.Zero));
        Assert.Contains("orchestrator.trials.completed", _collector.Metrics.Keys);
        Assert.Contains("orchestrator.stage.duration", _collector.Metrics.Keys);
        Assert.Contains(
            _collector.Logs,
            log => log.TraceId == submit.Span.TraceId && log.SpanId == submit.Span.SpanId && log.SeverityText == "Information");
    }

    [Fact]
    public async Task A_worker_tells_its_metrics_and_whether_it_is_attached()
    {
        var coordinator = await _fleet.ServeAsync();
        var (process, worker) = await _fleet.WorkListeningAsync("one");
        Assert.Equal((HttpStatusCode.OK, "attached\n"), await Http.GetAsync(worker, "/readyz"));
        Assert.Equal((HttpStatusCode.OK, "up\n"), await Http.GetAsync(worker, "/healthz"));
        (await _fleet.AskAsync(
            "submit", _fleet.Workspace.Write("traced.yaml", Sweep), "--watch", "--quiet")).Expect(0);

        var metrics = (await Http.GetAsync(worker, "/metrics")).Text;
        Assert.Contains("orchestrator_slots{state=\"free\"} 1\n", metrics);
        Assert.Contains("orchestrator_worker_attached 1\n", metrics);
        Assert.Contains(
            "orchestrator_generator_loss{algorithm=\"wgan-gp\",network=\"discriminator\"}", metrics);
        Assert.Matches("orchestrator_stage_duration_seconds_count\\{.*stage=\"fit-generator\".*\\} 1\n", metrics);
        var leading = (await coordinator.GetAsync("/metrics")).Text;
        Assert.Contains("orchestrator_trials_completed_total 2\n", leading);
        Assert.Contains("orchestrator_trials_failed_total 0\n", leading);
        Assert.Contains("orchestrator_workers 1\n", leading);
        Assert.Contains("orchestrator_leases_ended_total{outcome=\"returned\"} 2\n", leading);
        Assert.Contains("orchestrator_queue_depth{device=\"any\"} 0\n", leading);
        Assert.Contains("orchestrator_queue_depth{device=\"gpu\"} 0\n", leading);
        Assert.Contains("orchestrator_leading 1\n", leading);
        Assert.Contains("orchestrator_sweeps_ended_total{outcome=\"completed\"} 1\n", leading);
        Assert.Contains("orchestrator_trials_pending 0\n", leading);
        Assert.Matches("orchestrator_disk_free_bytes\\{volume=\"data\"\\} [1-9]", leading);
        Assert.Matches("orchestrator_disk_free_bytes\\{volume=\"cache\"\\} [1-9]", metrics);
        Assert.Contains("orchestrator_gpus 0\n", metrics);
        Assert.Matches("orchestrator_journal_latency_seconds_count\\{outcome=\"stored\"\\} [1-9]", leading);

        coordinator.Process.Signal(OrchestratorProcess.Kill);
        Assert.True(await process.SeesAsync(line => line.Contains("has broken", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Http.GetAsync(worker, "/readyz")).Status);
    }

    private static CollectedSpan Parent(List<CollectedSpan> trace, CollectedSpan span) =>
        Assert.Single(trace, parent => parent.Id == span.ParentId);

    private static IEnumerable<CollectedSpan> Children(List<CollectedSpan> trace, CollectedSpan span) =>
        trace.Where(child => child.ParentId == span.Id);

    private static int Trials(CollectedSpan span) =>
        int.Parse(span.Text("orchestrator.trials")!, System.Globalization.CultureInfo.InvariantCulture);
}

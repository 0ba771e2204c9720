using System.Text.RegularExpressions;
using Orchestrator.TestKit.Monitoring;
using Orchestrator.TestKit.Prometheus;

namespace Orchestrator.EndToEnd.Tests.Monitoring;

/// <summary>
/// Every panel of every dashboard, asked of a Prometheus that reads a coordinator and two workers while they compute.
/// </summary>
public sealed partial class DashboardTests(ITestOutputHelper output) : IDisposable
{
    private const string Coordinators = "coordinator";

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Every_panel_shows_what_it_says()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var coordinator = await _fleet.ServeAsync();
        var paused = await _fleet.SubmitAsync(Sweep("first", seeds: 2, epochs: 5));
        (await _fleet.AskAsync("pause", paused)).Expect(0);
        var (_, one) = await _fleet.WorkListeningAsync("one");
        var (_, two) = await _fleet.WorkListeningAsync("two");
        await using var prometheus = new PrometheusServer(
            [new ScrapeJob(Coordinators, coordinator.Address), new ScrapeJob("worker", one, two)],
            Path.Combine(Dashboard.Folder, "alerts.yaml"));
        await prometheus.WaitForAsync("sum(up)", up => up == 3, cancellation);
        var from = TimeProvider.System.GetUtcNow();
        await prometheus.WaitForAsync("orchestrator_sweeps{state=\"paused\"}", count => count == 1, cancellation);
        await prometheus.WaitForAsync("orchestrator_trials_pending", count => count == 16, cancellation);

        // A rate needs a sample from before: the first sweep brings every series about, the second one moves it.
        (await _fleet.AskAsync("resume", paused)).Expect(0);
        (await _fleet.AskAsync("watch", paused, "--quiet")).Expect(0);
        await EndedAsync(prometheus, 1);
        (await _fleet.AskAsync(
            "submit", Sweep("second", seeds: 4, epochs: 10), "--watch", "--quiet")).Expect(0);
        await EndedAsync(prometheus, 2);
        await prometheus.WaitForAsync(
            "sum(rate(orchestrator_trial_duration_seconds_count[15s]))", rate => rate > 0, cancellation);
        var shown = await ShownAsync(prometheus, from, cancellation);

        output.WriteLine(PanelTable.Write(shown));
        Assert.All(shown, panel => Assert.All(
            panel.Queries, query => Assert.True(query.Series.Count > 0, $"{panel.Title}: nothing for {query.Text}")));
        Assert.Equal(1, Last(shown, "Coordinators that lead"));
        Assert.Equal(2, Last(shown, "Workers attached"));
        Assert.Equal(0, Last(shown, "Trials to go"));
        Assert.Equal(0, Last(shown, "GPUs"));
        Assert.Equal(0, Last(shown, "Leases lost or crashed"));
        string[] moving = ["Trials a second", "Where the time goes", "Batches a second", "Requests a second",
            "Leases that ended", "Time of a trial", "Time until results are durable", "Sweeps that ended"];
        Assert.All(moving, title => Assert.True(
            Find(shown, title).Queries.SelectMany(query => query.Series).Max(series => series.Values.Max()) > 0,
            $"{title} never moved"));
        Assert.Empty(await prometheus.QueryAsync("ALERTS{alertstate=\"firing\"}", cancellation));
    }

    private string Sweep(string name, int seeds, int epochs) => _fleet.Workspace.Write(
        $"{name}.yaml",
        $"name: {name}", "dataset: iris", "fractions: [0.5, 1]", "boosts: [0, 0.5]",
        $"generators: {{wgan-gp: {{epochs: {epochs}}}}}", "models: [logreg, knn]", $"seeds: {seeds}");

    private static Task<double> EndedAsync(PrometheusServer prometheus, int sweeps) => prometheus.WaitForAsync(
        "orchestrator_sweeps_ended_total{outcome=\"completed\"}", count => count == sweeps,
        TestContext.Current.CancellationToken);

    private static async Task<List<ShownPanel>> ShownAsync(
        PrometheusServer prometheus, DateTimeOffset from, CancellationToken cancellation)
    {
        // Whole seconds are asked for: the last one is to be after the last sample.
        var to = TimeProvider.System.GetUtcNow().AddSeconds(2);
        var workers = string.Join('|', (await prometheus.QueryAsync("orchestrator_worker_attached", cancellation))
            .Select(worker => worker.Labels["instance"]));
        var shown = new List<ShownPanel>();
        foreach (var dashboard in Dashboard.All())
        {
            foreach (var panel in dashboard.Panels)
            {
                var queries = new List<ShownQuery>();
                foreach (var (text, legend) in panel.Targets)
                {
                    var query = Filled(text, workers);
                    var series = await prometheus.QueryAsync(query, from, to, cancellation);
                    queries.Add(new ShownQuery(
                        query, [.. series.Where(s => s.Values.Count > 0).Select(s => (Named(legend, s), s.Values))]));
                }

                shown.Add(new ShownPanel(dashboard.Title, panel.Title, panel.Unit, queries));
            }
        }

        return shown;
    }

    // What Grafana puts in place of its variables when "All" is chosen: what their queries list.
    private static string Filled(string query, string workers) => query
        .Replace("$job", Coordinators, StringComparison.Ordinal).Replace("$worker", workers, StringComparison.Ordinal)
        .Replace("$__rate_interval", "15s", StringComparison.Ordinal).Replace("$__range", "5m", StringComparison.Ordinal);

    private static string Named(string legend, Series series) =>
        Label().Replace(legend, label => series.Labels.GetValueOrDefault(label.Groups["name"].Value, ""));

    private static ShownPanel Find(List<ShownPanel> shown, string title) => Assert.Single(shown, p => p.Title == title);

    private static double Last(List<ShownPanel> shown, string title) =>
        Assert.Single(Assert.Single(Find(shown, title).Queries).Series).Values[^1];

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}

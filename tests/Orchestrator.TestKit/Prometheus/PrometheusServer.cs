using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Orchestrator.TestKit.Prometheus;

/// <summary>Debian's prometheus on a loopback port, which reads its targets every second.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-prometheus-");
    private readonly Process _process;
    private readonly HttpClient _client;

    /// <summary>Starts it.</summary>
    /// <param name="jobs">What it reads.</param>
    /// <param name="rules">A file of rules; null: none.</param>
    public PrometheusServer(IReadOnlyList<ScrapeJob> jobs, string? rules = null)
    {
        var port = FreePort();
        var configuration = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, Configuration(jobs, rules));
        _process = Process.Start(new ProcessStartInfo("prometheus")
        {
            ArgumentList =
            {
                $"--config.file={configuration}", $"--storage.tsdb.path={_folder.FullName}/data",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
            },
        })!;
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>The value of a query that gives one sample, as soon as there is one that fits.</summary>
    public async Task<double> WaitForAsync(string query, Predicate<double> fits, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "nothing";
        try
        {
            while (await tick.WaitForNextTickAsync(limit.Token))
            {
                try
                {
                    var series = await QueryAsync(query, limit.Token);
                    last = string.Join("; ", series.Select(s => string.Join(' ', s.Values)));
                    if (series is [{ Values: [var value] }] && fits(value))
                        return value;
                }
                catch (HttpRequestException notYet)
                {
                    last = notYet.Message;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"prometheus gave no fitting answer to '{query}' in {Patience}; last: {last}");
    }

    /// <summary>What a query gives now.</summary>
    public Task<IReadOnlyList<Series>> QueryAsync(string query, CancellationToken cancellation) =>
        AskAsync($"query?query={Uri.EscapeDataString(query)}", cancellation);

    /// <summary>What a query gives over some time, a sample a second.</summary>
    public Task<IReadOnlyList<Series>> QueryAsync(
        string query, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        AskAsync(
            $"query_range?query={Uri.EscapeDataString(query)}&start={from.ToUnixTimeSeconds()}"
            + $"&end={to.ToUnixTimeSeconds()}&step=1",
            cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(IReadOnlyList<ScrapeJob> jobs, string? rules)
    {
        var scrapes = jobs.Select(job =>
            $"  - job_name: {job.Name}\n    static_configs:\n      - targets: "
            + $"[{string.Join(", ", job.Targets.Select(target => $"'{target.Authority}'"))}]\n");
        return "global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}\n"
            + $"rule_files: [{(rules is null ? "" : $"'{rules}'")}]\n"
            + $"scrape_configs:\n{string.Concat(scrapes)}";
    }

    private async Task<IReadOnlyList<Series>> AskAsync(string what, CancellationToken cancellation)
    {
        using var answer = await _client.GetAsync(new Uri($"/api/v1/{what}", UriKind.Relative), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Read)];
    }

    private static Series Read(JsonElement series)
    {
        var labels = series.GetProperty("metric").EnumerateObject()
            .ToDictionary(label => label.Name, label => label.Value.GetString()!);
        var samples = series.TryGetProperty("values", out var several)
            ? several.EnumerateArray().ToList()
            : [series.GetProperty("value")];
        return new Series(labels, [.. samples
            .Select(sample => double.Parse(sample[1].GetString()!, CultureInfo.InvariantCulture))
            .Where(value => !double.IsNaN(value))]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

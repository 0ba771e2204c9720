using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Orchestrator.Host.Tests.Telemetry;

/// <summary>Debian's prometheus on a loopback port, scraping one target every half second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-prometheus-");
    private readonly Process _process;
    private readonly HttpClient _client;

    public PrometheusServer(Uri target)
    {
        var port = FreePort();
        var configuration = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, $"""
            global: {"{"} scrape_interval: 500ms, scrape_timeout: 500ms {"}"}
            scrape_configs:
              - job_name: orchestrator
                static_configs: [{"{"} targets: ['{target.Authority}'] {"}"}]
            """);
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
    public async Task<double> QueryAsync(string query, Predicate<double> fits)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "nothing";
        try
        {
            while (await tick.WaitForNextTickAsync(limit.Token))
            {
                last = await AskAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", limit.Token);
                if (Sample(last) is { } value && fits(value))
                    return value;
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"prometheus gave no fitting answer to '{query}' in {Patience}; last: {last}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> AskAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await _client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation);
        }
        catch (HttpRequestException notYet)
        {
            return notYet.Message;
        }
    }

    private static double? Sample(string answer)
    {
        if (!answer.StartsWith('{'))
            return null;
        using var json = JsonDocument.Parse(answer);
        var results = json.RootElement.GetProperty("data").GetProperty("result");
        return results.GetArrayLength() == 1
            ? double.Parse(results[0].GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

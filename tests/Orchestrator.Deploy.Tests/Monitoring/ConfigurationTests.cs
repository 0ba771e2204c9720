using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Monitoring;

namespace Orchestrator.Deploy.Tests.Monitoring;

/// <summary>The settings of Prometheus, the collector and Grafana that compose mounts.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private static readonly string Folder = RepositoryFolders.Of("deploy", "monitoring");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prometheus_takes_its_configuration()
    {
        var (code, output) = await CheckAsync(await PrometheusAsync());

        Assert.True(code == 0, output);
        Assert.Contains("SUCCESS: 1 rule files found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_does_not_take_a_configuration_without_its_secrets()
    {
        var configuration = await PrometheusAsync();
        File.Delete(_folder.PathOf("token"));

        var (code, output) = await CheckAsync(configuration);

        Assert.NotEqual(0, code);
        Assert.Contains("token", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Prometheus_asks_for_nothing_without_tls_and_a_token()
    {
        var jobs = YamlFile.Read(Path.Combine(Folder, "prometheus.yaml"))["scrape_configs"].Items.ToList();

        Assert.Equal(["coordinator", "worker", "worker-gpu"], jobs.Select(job => job["job_name"].Text));
        Assert.All(jobs, job =>
        {
            Assert.Equal("https", job["scheme"].Text);
            Assert.Equal("/etc/orchestrator/tls/ca.crt", job["tls_config"]["ca_file"].Text);
            Assert.Null(job["tls_config"].TryGet("insecure_skip_verify"));
            Assert.Equal("/etc/orchestrator/token/token", job["authorization"]["credentials_file"].Text);
        });
    }

    [Fact]
    public void Collector_defines_all_that_its_pipelines_name()
    {
        var collector = YamlFile.Read(Path.Combine(Folder, "collector.yaml"));
        var pipelines = collector["service"]["pipelines"];

        Assert.Equal(["traces", "logs", "metrics"], pipelines.Keys);
        foreach (var pipeline in pipelines.Keys.Select(key => pipelines[key]))
        {
            foreach (var kind in (string[])["receivers", "processors", "exporters"])
            {
                var named = pipeline[kind].Items.Select(item => item.Text.Replace(
                    "${env:TRACES_EXPORTER:-debug}", "debug", StringComparison.Ordinal));
                Assert.Empty(named.Except(collector[kind].Keys));
            }

            Assert.Equal("memory_limiter", pipeline["processors"].Items.First().Text);
        }

        Assert.Contains("otlp/backend", collector["exporters"].Keys);
    }

    [Fact]
    public void Grafana_finds_prometheus_and_the_dashboards()
    {
        var provisioning = Path.Combine(Folder, "grafana", "provisioning");
        var source = YamlFile.Read(Path.Combine(provisioning, "datasources", "prometheus.yaml"))["datasources"].Items.Single();
        var provider = YamlFile.Read(Path.Combine(provisioning, "dashboards", "orchestrator.yaml"))["providers"].Items.Single();

        Assert.Equal(("prometheus", "http://prometheus:9090"), (source["type"].Text, source["url"].Text));
        Assert.Equal(
            YamlFile.Read(Path.Combine(Folder, "prometheus.yaml"))["global"]["scrape_interval"].Text,
            source["jsonData"]["timeInterval"].Text);
        Assert.Equal("/etc/grafana/dashboards", provider["options"]["path"].Text);
    }

    private static Task<(int Code, string Output)> CheckAsync(string configuration) => DebianProgram.RunAsync(
        "promtool", "", TestContext.Current.CancellationToken, "check", "config", configuration);

    // With files in the places that a container has mounted.
    private async Task<string> PrometheusAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=prometheus", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        _folder.Write("tls.key", key.ExportPkcs8PrivateKeyPem());
        _folder.Write("tls.crt", certificate.ExportCertificatePem());
        _folder.Write("ca.crt", certificate.ExportCertificatePem());
        _folder.Write("token", "a-token-of-the-role-read\n");
        _folder.Write("alerts.yaml", await File.ReadAllTextAsync(Path.Combine(Dashboard.Folder, "alerts.yaml"), cancellation));
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "prometheus.yaml"), cancellation);
        foreach (var mounted in (string[])["/etc/prometheus", "/etc/orchestrator/tls", "/etc/orchestrator/token"])
            text = text.Replace($"{mounted}/", $"{_folder.PathOf("")}/", StringComparison.Ordinal);
        return _folder.Write("prometheus.yaml", text);
    }
}

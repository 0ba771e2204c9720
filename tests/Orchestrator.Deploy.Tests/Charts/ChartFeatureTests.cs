using System.Globalization;
using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>What the chart promises of its features, beside being well formed.</summary>
public sealed class ChartFeatureTests
{
    private const string Name = "sweeps-orchestrator";

    [Fact]
    public async Task Keda_scales_a_pool_from_none_on_what_waits_and_runs()
    {
        var spec = (await ValueSets.ReadAsync("gpu-keda")).The("ScaledObject", $"{Name}-gpu")["spec"];

        Assert.Equal("0", spec["minReplicaCount"].Text);
        Assert.Equal("900", spec["cooldownPeriod"].Text);
        Assert.Equal("1", spec["fallback"]["replicas"].Text);
        var trigger = Assert.Single(spec["triggers"].Items)["metadata"];
        const string Series = "namespace=\"research\",service=\"sweeps-orchestrator\"";
        Assert.Equal(
            $"sum(orchestrator_queue_depth{{{Series},device=~\"any|gpu\"}}) + "
            + $"(sum(orchestrator_worker_slots{{{Series},device=\"gpu\",state=\"busy\"}}) or vector(0))",
            trigger["query"].Text);
        Assert.Equal("8", trigger["threshold"].Text);
    }

    [Fact]
    public async Task Keda_without_prometheus_reads_the_coordinator_by_tls_with_a_token()
    {
        var manifests = await ValueSets.ReadAsync("gpu-keda");
        var spec = manifests.The("ScaledObject", $"{Name}-cpu")["spec"];

        Assert.Equal("queue_any + busy", spec["advanced"]["scalingModifiers"]["formula"].Text);
        Assert.Equal(["queue_any", "busy"], spec["triggers"].Items.Select(t => t["name"].Text));
        Assert.All(spec["triggers"].Items, trigger =>
        {
            Assert.Equal($"https://{Name}.research.svc:5080/metrics", trigger["metadata"]["url"].Text);
            Assert.Equal("bearer", trigger["metadata"]["authMode"].Text);
            Assert.Equal($"{Name}-metrics", trigger["authenticationRef"]["name"].Text);
        });
        var authentication = manifests.The("TriggerAuthentication", $"{Name}-metrics")["spec"]["secretTargetRef"].Items;
        Assert.Equal(["token", "ca"], authentication.Select(a => a["parameter"].Text));
    }

    [Theory]
    [InlineData("mig-small", "nvidia.com/mig-1g.10gb", 1)]
    [InlineData("mig-large", "nvidia.com/mig-3g.40gb", 3)]
    public async Task Mig_pool_asks_for_its_profile_and_has_its_slots(string pool, string resource, int slots)
    {
        var deployment = (await ValueSets.ReadAsync("mig")).The("Deployment", $"{Name}-{pool}");
        var container = Assert.Single(deployment["spec"]["template"]["spec"]["containers"].Items);

        Assert.Equal("1", container["resources"]["limits"][resource].Text);
        Assert.Equal("1", container["resources"]["requests"][resource].Text);
        Assert.Equal(slots, container["args"].Texts.Count(a => a == "cuda:0"));
        Assert.Equal("orchestrator-worker-cuda:" + await VersionAsync(), container["image"].Text);
    }

    [Fact]
    public async Task Workers_know_every_coordinator_by_its_own_name()
    {
        var manifests = await ValueSets.ReadAsync("ha-external-postgres");
        var worker = manifests.Containers().Single(c => c["name"].Text == "worker")["args"].Texts;

        var coordinators = Enumerable.Range(0, 3)
            .Select(i => $"https://{Name}-{i}.{Name}-nodes.research.svc.cluster.local:5080");
        Assert.Equal(string.Join(',', coordinators), worker[worker.ToList().IndexOf("--coordinator") + 1]);
    }

    [Fact]
    public async Task External_database_is_named_without_its_password()
    {
        var coordinator = (await ValueSets.ReadAsync("ha-external-postgres")).Containers()
            .Single(c => c["name"].Text == "coordinator")["env"].Items;

        Assert.Equal(
            "postgres://sweeps@db.databases.svc:5432/sweeps?sslmode=verify-full&sslrootcert=/etc/orchestrator/database/ca.crt",
            coordinator.Single(v => v["name"].Text == "ORCHESTRATOR_STORE")["value"].Text);
        var password = coordinator.Single(v => v["name"].Text == "PGPASSWORD");
        Assert.Null(password.Find("value"));
        Assert.Equal("sweeps-database", password["valueFrom"]["secretKeyRef"]["name"].Text);
    }

    [Fact]
    public async Task Coordinator_is_given_hashes_and_no_tokens()
    {
        var manifests = await ValueSets.ReadAsync("default");
        var lines = manifests.Secret($"{Name}-tokens", "tokens").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            ["admin admin", "submit submit", "metrics read", "worker-cpu worker"],
            lines.Select(l => l[..l.LastIndexOf(' ')]));
        Assert.All(lines, l => Assert.Matches("sha256:[0-9a-f]{64}$", l));
        Assert.Equal(4, manifests.Of("Secret").Count(s => s["metadata"]["name"].Text.EndsWith("-token", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("default", 165, 120)]
    [InlineData("minimal-insecure", 55, 10)]
    public async Task Worker_is_left_the_time_that_its_drain_takes(string set, int grace, int drain)
    {
        var pod = (await ValueSets.ReadAsync(set)).The("Deployment", $"{Name}-cpu")["spec"]["template"]["spec"];
        var container = Assert.Single(pod["containers"].Items);
        var arguments = container["args"].Texts.ToList();

        Assert.Equal(grace.ToString(CultureInfo.InvariantCulture), pod["terminationGracePeriodSeconds"].Text);
        Assert.Equal(drain.ToString(CultureInfo.InvariantCulture), arguments[arguments.IndexOf("--drain") + 1]);
        Assert.Contains("kill -TERM 1", container["lifecycle"]["preStop"]["exec"]["command"].Texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutual_tls_has_everybody_show_a_certificate_of_the_issuer()
    {
        var manifests = await ValueSets.ReadAsync("cert-manager-mtls");

        Assert.Equal(
            ["client", "coordinator", "postgresql", "worker"],
            manifests.Of("Certificate").Select(c => c["metadata"]["name"].Text[(Name.Length + 1)..]).Order());
        Assert.All(manifests.Of("Certificate"), c => Assert.Equal("research-ca", c["spec"]["issuerRef"]["name"].Text));
        Assert.All(
            manifests.Containers().Where(c => c["name"].Text is "coordinator" or "worker"),
            c => Assert.Contains("--client-ca", c["args"].Texts));
        var endpoints = manifests.Of("ServiceMonitor").SelectMany(m => m["spec"]["endpoints"].Items).ToList();
        Assert.Equal(2, endpoints.Count);
        Assert.All(endpoints, e => Assert.NotNull(e["tlsConfig"].Find("keySecret")));
    }

    [Fact]
    public async Task Monitoring_installs_the_alerts_and_dashboards_that_the_chart_holds()
    {
        var manifests = await ValueSets.ReadAsync("cert-manager-mtls");
        var files = Directory.GetFiles(Path.Combine(ChartTools.Chart, "monitoring", "dashboards"), "*.json");

        Assert.Equal(
            files.Select(f => $"{Name}-dashboard-{Path.GetFileNameWithoutExtension(f)}").Order(),
            manifests.Of("ConfigMap").Select(c => c["metadata"]["name"].Text).Where(n => n.Contains("dashboard")).Order());
        var rules = manifests.The("PrometheusRule", Name)["spec"]["groups"].Items.SelectMany(g => g["rules"].Items);
        var written = await File.ReadAllTextAsync(
            Path.Combine(ChartTools.Chart, "monitoring", "alerts.yaml"), TestContext.Current.CancellationToken);
        Assert.Equal(written.Split("- alert:").Length - 1, rules.Count());
        Assert.Contains(rules, r => r["annotations"]["summary"].Text.Contains("{{ $value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Images_by_digest_have_no_tag_and_come_from_the_registry()
    {
        var manifests = await ValueSets.ReadAsync("ha-external-postgres");
        var images = manifests.Containers().ToLookup(c => c["name"].Text, c => c["image"].Text);

        Assert.Matches(
            "^registry\\.example\\.com/research/orchestrator-coordinator@sha256:[0-9a-f]{64}$", images["coordinator"].Single());
        Assert.Equal("registry.example.com/research/orchestrator-worker-cpu:" + await VersionAsync(), images["worker"].Single());
    }

    private static async Task<string> VersionAsync()
    {
        var chart = await File.ReadAllLinesAsync(
            Path.Combine(ChartTools.Chart, "Chart.yaml"), TestContext.Current.CancellationToken);
        return chart.Single(l => l.StartsWith("appVersion:", StringComparison.Ordinal)).Split('"')[1];
    }
}

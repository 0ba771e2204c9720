using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>What the chart generates is found again in the cluster, so an upgrade changes no token and no certificate.</summary>
public sealed class KeptSecretsTests
{
    private const string Name = "sweeps-orchestrator";

    [Fact]
    public async Task Upgrade_keeps_every_token_password_and_certificate()
    {
        await using var cluster = await ApiServer.StartAsync();
        var installed = await RenderAsync(cluster, "database.mode=bundled");
        cluster.Install(installed);

        var upgraded = await RenderAsync(cluster, "database.mode=bundled");

        Assert.Equal(11, installed.Of("Secret").Count);
        Assert.Empty(Changed(installed, upgraded));
    }

    [Fact]
    public async Task Upgrade_without_what_was_installed_makes_all_anew()
    {
        await using var cluster = await ApiServer.StartAsync();
        var installed = await RenderAsync(cluster, "database.mode=bundled");

        var other = await RenderAsync(cluster, "database.mode=bundled");

        Assert.Equal(installed.Of("Secret").Count, Changed(installed, other).Count);
    }

    [Fact]
    public async Task Upgrade_with_another_name_has_the_kept_authority_sign_one_certificate_anew()
    {
        await using var cluster = await ApiServer.StartAsync();
        var installed = await RenderAsync(cluster, "tls.enabled=true");
        cluster.Install(installed);

        var upgraded = await RenderAsync(cluster, "tls.extraNames={sweeps.example.com}");

        Assert.Equal([$"{Name}-coordinator-tls"], Changed(installed, upgraded));
        Assert.Equal(
            installed.Secret($"{Name}-ca-tls", "tls.crt"), upgraded.Secret($"{Name}-coordinator-tls", "ca.crt"));
    }

    [Fact]
    public async Task Upgrade_with_a_higher_generation_makes_certificates_anew_and_keeps_the_authority()
    {
        await using var cluster = await ApiServer.StartAsync();
        var installed = await RenderAsync(cluster, "tls.enabled=true");
        cluster.Install(installed);

        var upgraded = await RenderAsync(cluster, "tls.generated.generation=2");

        Assert.Equal([$"{Name}-client-tls", $"{Name}-coordinator-tls", $"{Name}-worker-tls"], Changed(installed, upgraded));
    }

    [Fact]
    public async Task Upgrade_with_one_more_token_keeps_the_others()
    {
        await using var cluster = await ApiServer.StartAsync();
        var installed = await RenderAsync(cluster, "pools.cpu.slots=1");
        cluster.Install(installed);

        var upgraded = await RenderAsync(cluster, "pools.second.kind=cpu");

        Assert.Equal([$"{Name}-tokens"], Changed(installed, upgraded));
        var (before, after) = (installed.Secret($"{Name}-tokens", "tokens"), upgraded.Secret($"{Name}-tokens", "tokens"));
        Assert.Equal(before.Split('\n')[..4], after.Split('\n')[..4]);
        Assert.StartsWith("worker-second worker sha256:", after.Split('\n')[4], StringComparison.Ordinal);
    }

    private static async Task<Manifests> RenderAsync(ApiServer cluster, string values) =>
        Manifests.Parse((await ChartTools.HelmAsync(
            "template", "sweeps", ChartTools.Chart, "--namespace", "research", "--dry-run=server", "--kube-apiserver", cluster.Url,
            "--disable-openapi-validation", "--set", values)).Succeeded());

    private static List<string> Changed(Manifests before, Manifests after) =>
    [
        .. before.Of("Secret").Select(s => s["metadata"]["name"].Text)
            .Where(name => before.The("Secret", name)["data"].Keys.Any(key => before.Secret(name, key) != after.Secret(name, key)))
            .Order(StringComparer.Ordinal),
    ];
}

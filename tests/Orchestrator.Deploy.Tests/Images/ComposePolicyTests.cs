using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>What every service of <c>compose.yaml</c> keeps to.</summary>
public sealed partial class ComposePolicyTests
{
    private static readonly Compose File = Compose.Load();

    // The collector's image holds nothing that could ask it, and the client ends with its command.
    private static readonly string[] Unchecked = ["collector", "client"];

    public static TheoryData<string> Services => [.. File.Services.Keys];

    [Fact]
    public void Compose_holds_what_a_cluster_needs() =>
        Assert.Subset(
            File.Services.Keys.ToHashSet(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
            {
                "coordinator", "worker-1", "worker-2", "postgres", "collector", "prometheus", "grafana",
            });

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_has_an_image_of_an_exact_version(string name)
    {
        var image = File.Services[name].Text("image");
        Assert.Matches(ExactVersion(), image);
        Assert.DoesNotContain("latest", image, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_has_no_more_rights_than_it_needs(string name)
    {
        var service = File.Services[name];
        Assert.Equal("true", service.Text("read_only"));
        Assert.Equal(["ALL"], service.Texts("cap_drop"));
        Assert.Equal(["no-new-privileges:true"], service.Texts("security_opt"));
        Assert.Matches("^[1-9][0-9]*:[0-9]+$", service.Text("user"));
        string[] forbidden = ["privileged", "cap_add", "network_mode", "pid", "ipc", "userns_mode", "devices", "env_file"];
        Assert.Empty(forbidden.Intersect(service.Fields.Keys, StringComparer.Ordinal));
        Assert.DoesNotContain(service.Texts("volumes"), volume => volume.Contains("docker.sock", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_has_limits(string name)
    {
        var service = File.Services[name];
        var limits = service.Of("deploy").Of("resources").Of("limits");
        Assert.NotEmpty(limits.Text("cpus"));
        Assert.NotEmpty(limits.Text("memory"));
        Assert.NotEmpty(service.Text("pids_limit"));
        Assert.NotEmpty(service.Of("logging").Of("options").Text("max-size"));
        Assert.All(service.Texts("tmpfs").Where(mount => mount.StartsWith("/tmp", StringComparison.Ordinal)),
            mount => Assert.Contains("size=", mount, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_is_asked_for_its_health(string name)
    {
        var health = File.Services[name].Of("healthcheck");
        if (Unchecked.Contains(name, StringComparer.Ordinal))
            Assert.Equal("true", health.Text("disable"));
        else
            Assert.Equal("CMD", health.Texts("test")[0]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_publishes_to_this_machine_only(string name) =>
        Assert.All(File.Services[name].Texts("ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_has_no_secret_in_its_settings(string name)
    {
        var service = File.Services[name];
        var settings = service.Of("environment").Fields;
        Assert.All(settings.Where(pair => Secretive().IsMatch(pair.Key)),
            pair => Assert.StartsWith("/", pair.Value.Value, StringComparison.Ordinal));
        Assert.All(service.Texts("command"), word => Assert.DoesNotMatch("(?i)--(token|password)=", word));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_mounts_what_exists(string name)
    {
        foreach (var volume in File.Services[name].Texts("volumes").Where(volume => volume.StartsWith('.')))
        {
            var parts = volume.Split(':');
            var source = Path.GetFullPath(Path.Combine(Script.Folder, parts[0]));
            Assert.True(Path.Exists(source), $"{name} mounts {source}, which does not exist");
            Assert.Equal("ro", parts[^1]);
        }
    }

    [Fact]
    public void Own_images_have_the_version_of_the_program()
    {
        var version = XDocument.Load(RepositoryFolders.Of("Directory.Build.props")).Descendants("Version").Single().Value;
        var own = File.Services.Values.Select(service => service.Text("image"))
            .Where(image => image.StartsWith("orchestrator-", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, image => Assert.EndsWith($":${{ORCHESTRATOR_VERSION:-{version}}}", image, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^[a-z0-9./-]+:(v?[0-9]+\.[0-9]+(\.[0-9]+)?[a-z0-9.-]*|\$\{ORCHESTRATOR_VERSION:-[0-9]+\.[0-9]+\.[0-9]+\})$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex("TOKEN|PASSWORD|PASSFILE|SECRET|_KEY$")]
    private static partial Regex Secretive();
}

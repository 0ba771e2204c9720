using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>What the images keep to.</summary>
public sealed partial class DockerfileTests
{
    private static readonly Dockerfile File = Dockerfile.Load();

    public static TheoryData<string> Targets => ["coordinator", "worker-cpu", "worker-cuda"];

    [Fact]
    public void Bases_are_pinned()
    {
        var stages = File.Stages.Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var from in File.Stages.Select(stage => stage.From).Where(from => !stages.Contains(from)))
        {
            Assert.Matches(@"^\$\{[A-Z]+\}$", from);
            Assert.Matches(Pinned(), File.Arguments[from[2..^1]]);
        }
    }

    [Fact]
    public void The_sdk_is_one_that_the_repository_asks_for()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(RepositoryFolders.Of("global.json")));
        var asked = Version.Parse(json.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var taken = Version.Parse(SdkVersion().Match(File.Arguments["SDK"]).Groups[1].Value);
        Assert.Equal((asked.Major, asked.Minor), (taken.Major, taken.Minor));
        Assert.True(taken >= asked, $"global.json asks for {asked}, the image has {taken}");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Image_runs_as_nobody_special_and_says_how_it_is(string target)
    {
        var stage = File.Stage(target);
        Assert.Equal("10001:10001", stage.Last("USER"));
        Assert.Equal("SIGTERM", stage.Last("STOPSIGNAL"));
        Assert.Equal(["orchestrator"], stage.Words("ENTRYPOINT"));
        Assert.Equal("health", stage.Words("HEALTHCHECK")[1]);
        Assert.Equal(target == "coordinator" ? "5080" : "5081", stage.Last("EXPOSE"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Image_is_labelled(string target)
    {
        var labels = Label().Matches(File.Stage(target).Last("LABEL")!)
            .ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value, StringComparer.Ordinal);
        Assert.Equal($"orchestrator-{target}", labels["org.opencontainers.image.title"]);
        Assert.Equal("MIT", labels["org.opencontainers.image.licenses"]);
        (string, string)[] expected = [("version", "VERSION"), ("revision", "REVISION"), ("source", "SOURCE"), ("base.name", "BASE")];
        foreach (var (name, argument) in expected)
            Assert.Equal($"${{{argument}}}", labels[$"org.opencontainers.image.{name}"]);
        Assert.NotEmpty(labels["org.opencontainers.image.description"]);
        var bill = labels["orchestrator.bill-of-materials"];
        Assert.Contains(File.Stage(target).Instructions,
            instruction => instruction.Word == "COPY" && instruction.Text.EndsWith(" " + bill, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker-cpu")]
    public void Image_for_processors_has_no_libtorch_and_no_compiler(string target)
    {
        var runs = string.Join('\n', File.Chain(target).SelectMany(stage => stage.Instructions)
            .Where(i => i.Word == "RUN").Select(i => i.Text));
        Assert.Contains("libsqlite3-0", runs, StringComparison.Ordinal);
        Assert.DoesNotMatch("libtorch|openblas|g\\+\\+|nodejs|-dev ", runs);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Image_is_built_on_the_runtime_not_on_the_tools(string target) =>
        Assert.DoesNotContain(File.Chain(target), stage => stage.Name is "tools" or "restored" or "published" or "sdk");

    [Fact]
    public void Nothing_is_fetched_unchecked()
    {
        Assert.DoesNotContain(File.Stages.SelectMany(stage => stage.Instructions), instruction => instruction.Word == "ADD");
        var fetches = File.Stages.SelectMany(stage => stage.Instructions)
            .Where(i => i.Word == "RUN" && FetchingUrl().IsMatch(i.Text)).Select(i => i.Text).ToList();
        Assert.Contains("sha256sum --check", Assert.Single(fetches), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_mounted_never_copied_or_set()
    {
        foreach (var (word, rest) in File.Stages.SelectMany(stage => stage.Instructions).Where(i => i.Word is "ENV" or "ARG" or "COPY"))
            Assert.DoesNotMatch("(?i)password|token|nuget\\.config|npmrc", word + rest);
        var mounts = SecretMount().Matches(string.Join(' ', File.Stages.SelectMany(stage => stage.Instructions).Select(i => i.Text)));
        Assert.Equal(["apt", "ca", "npm", "nuget"], mounts.Select(mount => mount.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_are_restored_before_the_sources_come()
    {
        var restored = File.Stage("restored").Instructions;
        Assert.DoesNotContain(restored, i => i.Word == "COPY" && i.Text.StartsWith(". ", StringComparison.Ordinal));
        Assert.Contains(restored, i => i.Word == "RUN" && i.Text.Contains("--locked-mode", StringComparison.Ordinal));
        Assert.Equal("restored", File.Stage("published").From);
    }

    [Fact]
    public void Every_target_of_the_compose_file_exists()
    {
        var targets = Compose.Load().Services.Values.Select(service => service.Of("build").Text("target"))
            .Where(target => target.Length > 0);
        Assert.All(targets, target => Assert.NotNull(File.Stage(target)));
    }

    [GeneratedRegex(@"^[a-z0-9./-]+(:[a-z]*-?[0-9]+[a-z0-9.-]+|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@":([0-9]+\.[0-9]+\.[0-9]+)-")]
    private static partial Regex SdkVersion();

    [GeneratedRegex("([a-z.-]+)=\"([^\"]*)\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"(curl|wget)\s+-")]
    private static partial Regex FetchingUrl();

    [GeneratedRegex("type=secret,id=([a-z]+)")]
    private static partial Regex SecretMount();
}

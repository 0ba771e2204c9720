using System.Text.Json;
using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>Every value set: lint is content, and the checks find nothing in what is rendered.</summary>
public sealed class ValueSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-chart-");

    public static TheoryData<string> Sets => [.. ValueSets.Names];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Chart_has_the_value_sets_that_are_tested() =>
        Assert.Equal(
            ValueSets.Names,
            Directory.GetFiles(Path.Combine(ChartTools.Chart, "ci")).Select(f => Path.GetFileName(f)!.Replace("-values.yaml", ""))
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Chart_with_a_value_set_passes_lint(string set) =>
        (await ChartTools.HelmAsync(
            "lint", "--strict", "--kube-version", ChartTools.Kubernetes, "--values", ValueSets.PathOf(set), ChartTools.Chart))
        .Succeeded();

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Chart_with_a_value_set_renders_what_schemas_and_policies_allow(string set)
    {
        var file = Path.Combine(_folder.FullName, "rendered.yaml");
        await File.WriteAllTextAsync(file, await ValueSets.RenderAsync(set), TestContext.Current.CancellationToken);

        var ran = await ChartTools.CheckAsync("--values", ValueSets.PathOf(set), file);

        using var results = JsonDocument.Parse(ran.Succeeded());
        var result = Assert.Single(results.RootElement.EnumerateArray());
        Assert.Empty(result.GetProperty("findings").EnumerateArray());
        Assert.True(result.GetProperty("manifests").GetInt32() >= 8);
        Assert.True(result.GetProperty("pods").GetInt32() >= 3);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Chart_with_a_value_set_tells_how_to_go_on(string set)
    {
        var ran = await ChartTools.HelmAsync(
            "install", "sweeps", ChartTools.Chart, "--namespace", "research", "--dry-run=client", "--values",
            ValueSets.PathOf(set));

        var notes = ran.Succeeded().Split("NOTES:\n")[1];
        Assert.Contains("helm test sweeps --namespace research --logs", notes, StringComparison.Ordinal);
        Assert.Contains("orchestrator submit titanic-quick --watch", notes, StringComparison.Ordinal);
        Assert.Equal(
            set != "minimal-insecure", notes.Contains("ORCHESTRATOR_CA=ca.crt", StringComparison.Ordinal));
    }
}

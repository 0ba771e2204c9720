using System.Collections.Concurrent;
using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>The chart's value sets, and what it renders of each: once a test run.</summary>
internal static class ValueSets
{
    public static readonly string[] Names =
        ["cert-manager-mtls", "default", "gpu-keda", "ha-external-postgres", "mig", "minimal-insecure"];

    private static readonly ConcurrentDictionary<string, Task<string>> Rendered = new();

    /// <summary>Where a set is kept.</summary>
    public static string PathOf(string name) => Path.Combine(ChartTools.Chart, "ci", $"{name}-values.yaml");

    /// <summary>What the chart renders of a set.</summary>
    public static Task<string> RenderAsync(string name) => Rendered.GetOrAdd(
        name, async set => (await ChartTools.TemplateAsync("--values", PathOf(set))).Succeeded());

    /// <summary>The manifests that the chart renders of a set.</summary>
    public static async Task<Manifests> ReadAsync(string name) => Manifests.Parse(await RenderAsync(name));
}

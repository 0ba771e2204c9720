using System.Collections.Concurrent;
using System.Diagnostics;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Tools;

/// <summary>Helm and the checks of what it renders, as <c>helm/checks/install</c> fetches them.</summary>
internal static class ChartTools
{
    /// <summary>The Kubernetes that manifests are rendered for.</summary>
    public const string Kubernetes = "1.33.0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    // By the path of the checks, of which there is one.
    private static readonly ConcurrentDictionary<string, Task<string>> Installed = new();

    /// <summary>The chart's folder.</summary>
    public static string Chart { get; } = RepositoryFolders.Of("helm", "orchestrator");

    private static string Checks { get; } = RepositoryFolders.Of("helm", "checks");

    /// <summary>Runs helm.</summary>
    public static async Task<Ran> HelmAsync(params string[] arguments) =>
        await RunAsync(await InstalledAsync(), [.. arguments]);

    /// <summary>Renders the chart as the release <c>sweeps</c> in the namespace <c>research</c>.</summary>
    public static Task<Ran> TemplateAsync(params string[] options) => HelmAsync(
        ["template", "sweeps", Chart, "--namespace", "research", "--kube-version", Kubernetes, .. options]);

    /// <summary>Checks files of manifests; the answer is one JSON object for each.</summary>
    public static async Task<Ran> CheckAsync(params string[] arguments)
    {
        _ = await InstalledAsync();
        return await RunAsync("node", [Path.Combine(Checks, "check.mjs"), "--json", .. arguments]);
    }

    /// <summary>Runs a program to its end, in an environment with some more variables.</summary>
    public static async Task<Ran> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}", late);
        }

        return new Ran(process.ExitCode, await output, await error);
    }

    // Where helm is.
    private static Task<string> InstalledAsync() => Installed.GetOrAdd(Checks, async folder =>
    {
        (await RunAsync("bash", [Path.Combine(folder, "install")])).Succeeded();
        return Path.Combine(folder, "node_modules", "tools", "helm", "helm");
    });
}

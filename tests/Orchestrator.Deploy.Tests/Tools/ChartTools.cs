using System.Diagnostics;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Tools;

/// <summary>Helm and the checks of what it renders, as <c>helm/checks/install</c> fetches them.</summary>
internal static class ChartTools
{
    /// <summary>The Kubernetes that manifests are rendered for.</summary>
    public const string Kubernetes = "1.33.0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    /// <summary>The chart's folder.</summary>
    public static string Chart { get; } = RepositoryFolders.Of("helm", "orchestrator");

    private static string Checks { get; } = RepositoryFolders.Of("helm", "checks");

    /// <summary>Runs helm.</summary>
    public static async Task<Ran> HelmAsync(params string[] arguments) =>
        await RunAsync(await Installed.Value, [.. arguments]);

    /// <summary>Renders the chart as the release <c>sweeps</c> in the namespace <c>research</c>.</summary>
    public static Task<Ran> TemplateAsync(params string[] options) => HelmAsync(
        ["template", "sweeps", Chart, "--namespace", "research", "--kube-version", Kubernetes, .. options]);

    /// <summary>Checks files of manifests; the answer is one JSON object for each.</summary>
    public static async Task<Ran> CheckAsync(params string[] arguments)
    {
        await Installed.Value;
        return await RunAsync("node", [Path.Combine(Checks, "check.mjs"), "--json", .. arguments]);
    }

    /// <summary>Runs a program to its end, in an environment with some more variables.</summary>
    public static async Task<Ran> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
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
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}");
        }

        return new Ran(process.ExitCode, await output, await error);
    }

    private static async Task<string> InstallAsync()
    {
        (await RunAsync("bash", [Path.Combine(Checks, "install")])).Succeeded();
        return Path.Combine(Checks, "node_modules", "tools", "helm", "helm");
    }
}

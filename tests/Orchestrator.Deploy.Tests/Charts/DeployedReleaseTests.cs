using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>
/// A release without a cluster: its coordinator, a worker and its test run as processes, with the arguments, environment,
/// certificates and tokens that the chart gives their pods. Only names and ports of the network are other ones.
/// </summary>
public sealed class DeployedReleaseTests : IDisposable
{
    private readonly MountedFiles _coordinator = new();
    private readonly MountedFiles _worker = new();
    private readonly MountedFiles _test = new();

    public void Dispose()
    {
        _coordinator.Dispose();
        _worker.Dispose();
        _test.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Release_runs_its_own_test_over_tls_with_tokens(bool mutual)
    {
        var manifests = Manifests.Parse((await ChartTools.TemplateAsync(
            "--set", $"pools.cpu.slots=1,tls.mutual={(mutual ? "true" : "false")}")).Succeeded());
        using var coordinator = Start(_coordinator, manifests, TemplateOf(manifests, "StatefulSet"), url: null);
        var banner = await coordinator.SeesAsync(l => l.StartsWith("  address", StringComparison.Ordinal), "its address");
        var url = $"https://localhost:{new Uri(banner.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).Port}";
        await coordinator.SeesAsync(l => l == "This coordinator leads.", "that it leads");
        using var worker = Start(_worker, manifests, TemplateOf(manifests, "Deployment"), url);

        var tested = await TestAsync(manifests, url);

        Assert.Contains("test: 4 of 4 trials have a result", tested.Succeeded(), StringComparison.Ordinal);
        await AssertNoTestWithTheTokenForMetricsAsync(manifests, url);
        Assert.Equal(0, await worker.StopAsync());
        Assert.Equal(0, await coordinator.StopAsync());
        AssertNoTokenIn(manifests, $"{coordinator.Said}\n{worker.Said}\n{tested.Out}\n{tested.Error}");
    }

    private static Place TemplateOf(Manifests manifests, string kind) =>
        Assert.Single(manifests.Of(kind))["spec"]["template"]["spec"];

    private static RunningProgram Start(MountedFiles files, Manifests manifests, Place pod, string? url)
    {
        files.Write(manifests, pod);
        var container = Assert.Single(pod["containers"].Items);
        var arguments = container["args"].Texts.Select(files.Here).ToList();
        arguments[arguments.IndexOf("--listen") + 1] = "127.0.0.1:0";
        if (url is not null)
            arguments[arguments.IndexOf("--coordinator") + 1] = url;
        else
            arguments.RemoveRange(arguments.IndexOf("--advertise"), 2);
        var environment = new Dictionary<string, string> { ["POD_NAME"] = "pod-0" };
        return new RunningProgram([.. arguments.Select(a => a.Replace("$(POD_NAME)", "pod-0"))], environment);
    }

    private async Task<Ran> TestAsync(Manifests manifests, string url, bool writesFiles = true)
    {
        var pod = Assert.Single(manifests.Of("Pod"))["spec"];
        if (writesFiles)
            _test.Write(manifests, pod);
        var container = Assert.Single(pod["containers"].Items);
        var environment = container["env"].Items.ToDictionary(v => v["name"].Text, v => _test.Here(v["value"].Text));
        environment["ORCHESTRATOR_COORDINATOR"] = url;
        environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        var (shell, script) = (container["command"].Texts[0], _test.Here(container["command"].Texts[1]));
        return await ChartTools.RunAsync(
            shell, ["-c", "cd \"$1\" && exec sh \"$0\"", script, Path.Join(_test.Root, container["workingDir"].Text)],
            environment);
    }

    private static void AssertNoTokenIn(Manifests manifests, string said)
    {
        foreach (var name in new[] { "admin", "submit", "metrics", "worker-cpu" })
        {
            var token = manifests.Secret($"sweeps-orchestrator-{name}-token", "token");
            Assert.Equal(48, token.Length);
            Assert.DoesNotContain(token, said, StringComparison.Ordinal);
        }
    }

    private async Task AssertNoTestWithTheTokenForMetricsAsync(Manifests manifests, string url)
    {
        var mounted = _test.Here("/etc/orchestrator/token/token");
        var token = await File.ReadAllTextAsync(mounted, TestContext.Current.CancellationToken);
        var other = manifests.Secret("sweeps-orchestrator-metrics-token", "token");
        Assert.NotEqual(token, other);
        await File.WriteAllTextAsync(mounted, other, TestContext.Current.CancellationToken);

        // The exit code for what a role does not allow.
        Assert.Equal(6, (await TestAsync(manifests, url, writesFiles: false)).Code);
    }
}

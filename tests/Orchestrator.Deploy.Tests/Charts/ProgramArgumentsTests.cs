using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>The program takes the arguments that the chart gives it: its own parser says so.</summary>
public sealed class ProgramArgumentsTests
{
    // No such option: the program refuses the command line before it does anything, and names all that it does not take.
    private const string Wrong = "--no-such-option";

    public static TheoryData<string> Sets => [.. ValueSets.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Program_takes_the_arguments_of_every_container(string set)
    {
        var manifests = await ValueSets.ReadAsync(set);
        var pods = manifests.Of("StatefulSet").Concat(manifests.Of("Deployment"))
            .Select(m => m["spec"]["template"]["spec"])
            .Where(pod => pod["containers"].Items[0]["name"].Text is "coordinator" or "worker").ToList();

        Assert.True(pods.Count >= 2);
        foreach (var pod in pods)
        {
            using var files = new MountedFiles();
            files.Write(manifests, pod);
            var container = Assert.Single(pod["containers"].Items);
            var arguments = container["args"].Texts.Select(files.Here).Select(a => a.Replace("$(POD_NAME)", "pod-0"));

            await AssertTakenAsync([.. arguments]);
        }
    }

    [Fact]
    public async Task Program_takes_an_argument_for_each_limit()
    {
        const string Limits = "coordinator.limits.requests=1,coordinator.limits.streams=2,coordinator.limits.connections=3,"
            + "coordinator.limits.uploadMegabytes=4,coordinator.limits.messageMegabytes=5,coordinator.silenceSeconds=9,"
            + "coordinator.heartbeatSeconds=2,insecure=true,tls.enabled=false,auth.enabled=false";
        var rendered = Manifests.Parse((await ChartTools.TemplateAsync("--set", Limits)).Succeeded());
        var arguments = rendered.Containers().Single(c => c["name"].Text == "coordinator")["args"].Texts;

        Assert.Equal(
            ["2", "3", "5", "1", "2", "4", "9"],
            arguments.SkipWhile(a => a != "--heartbeat").Where((_, index) => index % 2 == 1).Take(7));
        await AssertTakenAsync([.. arguments.Select(a => a.Replace("$(POD_NAME)", "pod-0"))]);
    }

    [Fact]
    public async Task Program_refuses_an_argument_that_it_does_not_know()
    {
        var ran = await ProgramAsync("serve", "--listen", "0.0.0.0:5080", "--limit-everything", "3", Wrong);

        Assert.Contains("--limit-everything", ran.Error, StringComparison.Ordinal);
    }

    private static async Task AssertTakenAsync(params string[] arguments)
    {
        var ran = await ProgramAsync([.. arguments, Wrong]);

        Assert.Equal(2, ran.Code);
        var errors = ran.Error.Split('\n').Where(l => l.StartsWith("error: ", StringComparison.Ordinal)).ToList();
        Assert.True(errors.Count == 1 && errors[0].Contains(Wrong, StringComparison.Ordinal), ran.Error);
    }

    private static Task<Ran> ProgramAsync(params string[] arguments) =>
        ChartTools.RunAsync(Path.Combine(AppContext.BaseDirectory, "orchestrator"), arguments);
}

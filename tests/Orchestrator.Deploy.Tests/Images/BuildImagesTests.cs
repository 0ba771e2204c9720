using System.Runtime.Versioning;
using System.Xml.Linq;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>The builder's command line that <c>deploy/build-images</c> makes, recorded by a program in docker's place.</summary>
[SupportedOSPlatform("linux")]
public sealed class BuildImagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-build-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Both_images_of_every_machine_are_built_by_default()
    {
        var lines = await BuiltAsync("--prefix", "registry.example/team/", "--base", "localhost/base:1", "--", "--no-cache");
        var version = XDocument.Load(RepositoryFolders.Of("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Equal(2, lines.Length);
        Assert.Contains(
            $"--target coordinator --tag registry.example/team/orchestrator-coordinator:{version} ", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            $"--target worker-cpu --tag registry.example/team/orchestrator-worker-cpu:{version} ", lines[1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.EndsWith("--build-arg BASE=localhost/base:1 --no-cache .", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Contains($"--build-arg VERSION={version} --build-arg REVISION=", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_is_built_alone()
    {
        var line = Assert.Single(await BuiltAsync("worker-cuda", "--tag", "7"));
        Assert.Contains("--target worker-cuda --tag orchestrator-worker-cuda:7 ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest", "--tag", "latest")]
    [InlineData("worker-tpu", "worker-tpu")]
    [InlineData("kaniko", "--builder", "kaniko")]
    public async Task What_makes_no_sense_is_refused(string named, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal(2, result.Code);
        Assert.Contains($"'{named}'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("build-images")]
    [InlineData("build-rootfs")]
    [InlineData("make-secrets")]
    [InlineData("try-images")]
    [InlineData("try-roots")]
    public async Task Script_is_read_without_an_error(string name) =>
        (await Script.RunAsync("bash", "-n", Path.Combine(Script.Folder, name))).Succeeded();

    private async Task<string[]> BuiltAsync(params string[] arguments)
    {
        var output = (await RunAsync(arguments)).Succeeded();
        return [.. output.Split('\n').Where(line => line.StartsWith("docker build ", StringComparison.Ordinal))];
    }

    private Task<ScriptResult> RunAsync(string[] arguments)
    {
        var docker = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(docker, "#!/bin/sh\necho docker \"$@\"\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        return Script.RunAsync("bash", [Path.Combine(Script.Folder, "build-images"), .. arguments],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path });
    }
}

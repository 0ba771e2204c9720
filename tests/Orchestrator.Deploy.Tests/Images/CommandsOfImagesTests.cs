namespace Orchestrator.Deploy.Tests.Images;

/// <summary>The program itself accepts what compose.yaml and the Dockerfile have it run.</summary>
public sealed class CommandsOfImagesTests(MadeSecrets made) : IClassFixture<MadeSecrets>
{
    // All that is wrong with a command line is listed at once and nothing runs, so this option must be all that is wrong.
    private const string Wrong = "--no-such-option";

    private static readonly Compose File = Compose.Load();

    public static TheoryData<string> OwnServices => ["coordinator", "worker-1", "worker-2", "worker-gpu", "client"];

    [Theory]
    [MemberData(nameof(OwnServices))]
    public async Task Command_of_a_service_is_accepted(string name) =>
        await AcceptsAsync(name, File.Services[name].Texts("command"));

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker-1")]
    [InlineData("worker-2")]
    [InlineData("worker-gpu")]
    public async Task Health_check_of_a_service_is_accepted(string name)
    {
        var words = File.Services[name].Of("healthcheck").Texts("test");
        Assert.Equal(["CMD", "orchestrator"], words[..2]);
        await AcceptsAsync(name, words[2..]);
    }

    [Theory]
    [InlineData("coordinator", "coordinator")]
    [InlineData("worker-cpu", "worker-1")]
    [InlineData("worker-cuda", "worker-gpu")]
    public async Task Health_check_of_an_image_is_accepted(string target, string service)
    {
        var words = Dockerfile.Load().Stage(target).Words("HEALTHCHECK");
        Assert.Equal("orchestrator", words[0]);
        await AcceptsAsync(service, words[1..]);
    }

    [Theory]
    [MemberData(nameof(OwnServices))]
    public void Variables_name_files_that_are_mounted(string name)
    {
        var mounted = Mounted(name);
        foreach (var (variable, value) in File.Services[name].Of("environment").Fields)
        {
            var start = value.Value.IndexOf("/etc/orchestrator/", StringComparison.Ordinal);
            if (start >= 0)
                Assert.True(mounted.ContainsKey(value.Value[start..]), $"{name}: {variable} names a file that is not mounted");
        }
    }

    private async Task AcceptsAsync(string service, string[] words)
    {
        var mounted = Mounted(service);
        var here = words.Select(word => Local(word, mounted)).ToArray();
        Assert.DoesNotContain(here, word => word.Contains("/etc/orchestrator/", StringComparison.Ordinal));
        var result = await Script.OrchestratorAsync([.. here, Wrong]);
        var errors = result.Error.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal));
        Assert.Equal([$"error: Unrecognized command or argument '{Wrong}'."], errors);
        Assert.Equal(2, result.Code);
    }

    private Dictionary<string, string> Mounted(string service) => File.Services[service].Items("secrets").ToDictionary(
        secret => secret.Text("target"), secret => made.Of(File.Secrets[secret.Text("source")]), StringComparer.Ordinal);

    private static string Local(string word, Dictionary<string, string> mounted)
    {
        var start = word.IndexOf("/etc/orchestrator/", StringComparison.Ordinal);
        return start >= 0 && mounted.TryGetValue(word[start..], out var file) ? word[..start] + file : word;
    }
}

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>Compose's own schema, by Debian's <c>docker-compose</c>, which needs no daemon for it.</summary>
public sealed class ComposeSchemaTests
{
    [Fact]
    public async Task Compose_file_is_valid() => (await CheckAsync(File.ReadAllText(Compose.Path))).Succeeded();

    [Theory]
    [InlineData("read_only: true", "read_onli: true")]
    [InlineData("pids_limit: 128", "pids_limit: [many]")]
    [InlineData("condition: service_healthy", "condition: service_happy")]
    public async Task Compose_file_with_a_mistake_is_refused(string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Compose.Path, TestContext.Current.CancellationToken);
        var spoilt = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(text, spoilt);
        var result = await CheckAsync(spoilt);
        Assert.NotEqual(0, result.Code);
        Assert.Contains("is invalid because", result.Error, StringComparison.Ordinal);
    }

    private static async Task<ScriptResult> CheckAsync(string text)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-compose-");
        try
        {
            var file = Path.Combine(folder.FullName, "compose.yaml");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            return await Script.RunAsync("docker-compose", "--file", file, "config", "--quiet");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

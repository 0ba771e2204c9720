namespace Orchestrator.EndToEnd.Tests;

/// <summary>A folder for sweeps and data, deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-e2e-");

    public string Data => PathOf("data");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");
        return PathOf(name);
    }

    /// <summary>Runs <paramref name="sweep"/> to its end in the data folder and exports it.</summary>
    public async Task<string> RunAndExportAsync(string sweep, string name, int slots)
    {
        (await OrchestratorProcess.RunAsync("run", sweep, "--data", Data, "--slots", $"{slots}", "--quiet")).Expect(0);
        return await ExportAsync(name);
    }

    /// <summary>The results of the sweep called <paramref name="name"/> as csv.</summary>
    public async Task<string> ExportAsync(string name)
    {
        var file = PathOf("export.csv");
        (await OrchestratorProcess.RunAsync(
            "results", name, "--format", "csv", "--data", Data, "--output", file)).Expect(0);
        return await File.ReadAllTextAsync(file);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using Orchestrator.Host.Commands;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests;

/// <summary>Runs command lines in this process, with a folder of its own for the data.</summary>
internal sealed class Cli : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-host-");

    public string Folder => _folder.FullName;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>Runs a command line to its end.</summary>
    public static Task<CliResult> RunAsync(params string[] args) => RunAsync(_ => null, args);

    /// <summary>Runs a command line to its end in an environment.</summary>
    public static async Task<CliResult> RunAsync(Func<string, string?> variable, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal { Out = output, Error = error, Time = new ManualTimeProvider(), Variable = variable };
        var code = await OrchestratorCommand.RunAsync(args, terminal, CancellationToken.None);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file into the folder and returns its path.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>What a command line came to.</summary>
internal sealed record CliResult(int Code, string Out, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

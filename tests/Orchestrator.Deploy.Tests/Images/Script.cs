using System.Diagnostics;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>Runs programs and the scripts of <c>deploy/</c> to their end.</summary>
internal static class Script
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The repository's <c>deploy</c> folder.</summary>
    public static string Folder => RepositoryFolders.Of("deploy");

    /// <summary>Runs <c>orchestrator</c> itself, as it stands beside the tests.</summary>
    public static Task<ScriptResult> OrchestratorAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "orchestrator.dll"), .. arguments]);

    /// <summary>Runs a script of <c>deploy/</c> by bash.</summary>
    public static Task<ScriptResult> BashAsync(string name, params string[] arguments) =>
        RunAsync("bash", [Path.Combine(Folder, name), .. arguments]);

    /// <summary>Runs a program with both its streams read.</summary>
    public static Task<ScriptResult> RunAsync(string program, params string[] arguments) =>
        RunAsync(program, arguments, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Runs a program with variables of its own.</summary>
    public static async Task<ScriptResult> RunAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = RepositoryFolders.Root,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ScriptResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} has not ended after {Limit}", late);
        }
    }
}

/// <summary>What a program came to.</summary>
internal sealed record ScriptResult(int Code, string Out, string Error)
{
    /// <summary>Its output where it succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(Code == 0, $"exit status {Code}: {Out}{Error}");
        return Out;
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Orchestrator.Journal.Tests.Processes;

/// <summary>This test program started once more, to play a part that its environment names.</summary>
internal static class ChildProcess
{
    private const string RoleVariable = "ORCHESTRATOR_TEST_ROLE";
    private const string FolderVariable = "ORCHESTRATOR_TEST_FOLDER";

    /// <summary>Starts a process in <paramref name="role"/> on a data folder; its output is piped to the caller.</summary>
    public static Process Start(string role, string folder)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(ChildProcess).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment[RoleVariable] = role;
        start.Environment[FolderVariable] = folder;
        return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
    }

    // Runs before the test runner's entry point: a child never gets there.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "This is a program, not a library.")]
    internal static void PlayRole()
    {
        if (Environment.GetEnvironmentVariable(RoleVariable) is not { } role)
            return;
        var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
        var part = role switch
        {
            "writer" => StoreWriter.RunAsync(folder),
            "limited" => LimitedWriter.RunAsync(folder),
            _ => throw new ArgumentException($"There is no role '{role}'.", nameof(role)),
        };
        part.GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}

using System.Diagnostics;

namespace Orchestrator.Journal.Tests.Processes;

/// <summary>This test program started once more, to play a part that its environment names.</summary>
internal static class ChildProcess
{
    private const string RoleVariable = "ORCHESTRATOR_TEST_ROLE";
    private const string FolderVariable = "ORCHESTRATOR_TEST_FOLDER";

    /// <summary>
    /// Starts a process in <paramref name="role"/> on a data folder; its output is piped to the caller.
    /// </summary>
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

    /// <summary>
    /// Plays the role that the environment names; false when it names none and this is the test program proper.
    /// </summary>
    public static async Task<bool> PlayRoleAsync()
    {
        if (Environment.GetEnvironmentVariable(RoleVariable) is not { } role)
            return false;
        var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
        await (role switch
        {
            "writer" => StoreWriter.RunAsync(folder),
            "limited" => LimitedWriter.RunAsync(folder),
            "record" => Recorded.RecordedContent.RecordAsync(folder),
            _ => throw new ArgumentException($"There is no role '{role}'.", nameof(role)),
        });
        return true;
    }
}

using System.Diagnostics;

namespace Orchestrator.Conformance.Tests;

/// <summary>This test program started once more, to be a node of a cluster that a test kills.</summary>
internal static class ChildProcess
{
    private const string StoreVariable = "ORCHESTRATOR_TEST_STORE";
    private const string PortVariable = "ORCHESTRATOR_TEST_PORT";

    /// <summary>Starts a node; its output is piped to the caller.</summary>
    public static Process StartNode(string connectionString, int port)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(ChildProcess).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[StoreVariable] = connectionString;
        start.Environment[PortVariable] = $"{port}";
        return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
    }

    /// <summary>Plays the node that the environment names; false when it names none.</summary>
    public static async Task<bool> PlayRoleAsync()
    {
        if (Environment.GetEnvironmentVariable(StoreVariable) is not { } store)
        {
            return false;
        }
        var port = int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, System.Globalization.CultureInfo.InvariantCulture);
        await Actors.NodeProcess.RunAsync(store, port);
        return true;
    }
}

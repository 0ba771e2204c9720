namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>A process that is a node; prints when its singleton begins, and ends gracefully with its input.</summary>
internal static class NodeProcess
{
    public static async Task RunAsync(string connectionString, int port)
    {
        var lives = new Lives();
        await using var node = await ClusterNodeHost.Start("process", lives, connectionString, fixedPort: port);
        // the console's own asynchronous reading is not
        var input = Task.Run(Console.In.ReadLine);
        if (await Task.WhenAny(input, lives.Begun) != input)
        {
            Console.WriteLine($"leads {port}");
            await input;
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Worker;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>
/// The process of one worker: the product's own, attached over gRPC, except that its bundles take no time. It drains
/// and leaves when its input ends. Arguments: <c>URL NAME SLOTS</c>.
/// </summary>
internal static class NoOpWorkerPart
{
    /// <summary>The word that starts it.</summary>
    public const string Verb = "no-op-worker";

    public static int Run(string[] args)
    {
        RunAsync(new Uri(args[0]), args[1], int.Parse(args[2], CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(Uri coordinator, string name, int slots)
    {
        using var leave = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            await leave.CancelAsync();
        });
        var cache = new BlobCache(Path.Combine(Path.GetTempPath(), "orchestrator-bench-cache"), 1 << 20, TimeProvider.System);
        var options = new RemoteWorkerOptions(WorkerOptions.Cpu(name, slots), [coordinator]);
        await using var worker = new RemoteWorker(
            options, WorkerSlots.Threads(new NoOpRunner()), cache, TimeProvider.System, (ulong)Environment.ProcessId,
            NullLoggerFactory.Instance);
        await worker.RunAsync(leave.Token, CancellationToken.None);
    }
}

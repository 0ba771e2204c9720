using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Worker.Attachment;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.SlotProgram;

/// <summary>A worker of one slot, a process with a <see cref="PoisonRunner"/>, that works until it is killed.</summary>
internal static class RemoteNode
{
    public static async Task<int> RunAsync(string name, string coordinator, string cache)
    {
        await using var worker = new RemoteWorker(
            new RemoteWorkerOptions(WorkerOptions.Cpu(name, 1), [new Uri(coordinator)]),
            WorkerSlots.Processes(SlotCommand.ThisProgram("poison", cache), TimeProvider.System), Cache(cache),
            TimeProvider.System, jitterSeed: 0, NullLoggerFactory.Instance);
        await worker.RunAsync(CancellationToken.None, CancellationToken.None);
        return 0;
    }

    public static Task<int> ServeSlotAsync(string cache, string worker, string device) => SlotProcessHost.RunAsync(
        worker, device, new PoisonRunner(new BundleRunner(new LocalDatasets(Cache(cache)), TimeProvider.System)));

    private static BlobCache Cache(string folder) => new(folder, BlobCache.DefaultLimitBytes, TimeProvider.System);
}

using System.Collections.Concurrent;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Security;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Training.Costs;
using Orchestrator.Worker;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Execution;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Host.Composition;

/// <summary>The parts of a worker node, and of the processes that are its slots.</summary>
internal static class WorkerComposition
{
    /// <summary>The hidden command that serves a slot.</summary>
    public const string SlotVerb = "work-slot";

    private static readonly string[] Secrets =
        [AccessOptions.TokenVariable, AccessTokens.Variable, StoreOptions.Variable, "PGPASSWORD"];

    /// <summary>Where blobs are kept when nothing is said: below the user's folder for caches.</summary>
    public static string DefaultCache(Func<string, string?> variable) => Path.Combine(
        variable("XDG_CACHE_HOME") is { Length: > 0 } caches ? caches : Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache"),
        "orchestrator");

    /// <summary>What a worker offers: the memory of the machine is shared equally among its slots.</summary>
    public static WorkerOptions Offer(string name, IReadOnlyList<string> devices) => new(name, devices)
    {
        SlotMemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / devices.Count,
        Version = ProtocolVersion.Program,
    };

    /// <summary>A cache of blobs.</summary>
    public static BlobCache Cache(string folder, TimeProvider time) =>
        new(Path.GetFullPath(folder), BlobCache.DefaultLimitBytes, time);

    /// <summary>Runs bundles with the data sets of a cache, and with the K that was measured for a device.</summary>
    /// <param name="folder">The folder of the cache, where measurements are kept too.</param>
    /// <param name="time">The clock.</param>
    public static IBundleRunner Runner(string folder, TimeProvider time) =>
        new BundleRunner(new LocalDatasets(Cache(folder, time)), time) { GroupSizes = SizesIn(folder) };

    private static Func<string, GroupSizes> SizesIn(string folder)
    {
        var known = new ConcurrentDictionary<string, GroupSizes>(StringComparer.Ordinal);
        return device => known.GetOrAdd(device, _ => GroupSizes.Of(
            new DeviceCostFile(Path.GetFullPath(folder), DeviceProbe.Identify(device, ProtocolVersion.Program))
                .Load().Costs.Groups));
    }

    /// <summary>Slots that are processes of this program; no secret of the worker's environment reaches them.</summary>
    public static WorkerSlots Processes(string cache, TimeProvider time) => WorkerSlots.Processes(
        SlotCommand.ThisProgram(SlotVerb, "--cache", Path.GetFullPath(cache)) with { Withheld = Secrets }, time);
}

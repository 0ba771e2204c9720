using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker;

/// <summary>What a worker offers.</summary>
/// <param name="Name">Its name, unique among the workers of a coordinator.</param>
/// <param name="Devices">A device for each slot: <c>cpu</c> or <c>cuda:N</c>. A slot runs one bundle at a time.</param>
public sealed record WorkerOptions(string Name, IReadOnlyList<string> Devices)
{
    /// <summary>Memory that a bundle may use in one slot, in bytes; 0 where unknown.</summary>
    public long SlotMemoryBytes { get; init; }

    /// <summary>The program's version, shown in listings.</summary>
    public string Version { get; init; } = "";

    /// <summary>What it tells a coordinator of itself.</summary>
    /// <param name="datasets">The content hashes of the data sets that it has at hand.</param>
    internal WorkerOffer ToOffer(params IReadOnlyList<Digest> datasets) =>
        new([.. Devices.Select(device => new WorkerSlot(device) { MemoryBytes = SlotMemoryBytes })])
        {
            Datasets = datasets,
            Version = Version,
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
        };

    /// <summary>A worker with one slot for each of <paramref name="slots"/> CPU cores.</summary>
    public static WorkerOptions Cpu(string name, int slots) => new(name, [.. Enumerable.Repeat("cpu", slots)]);
}

using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What a worker brings to its coordinator.</summary>
/// <param name="Slots">Its slots; a bundle runs in one.</param>
public sealed record WorkerOffer(IReadOnlyList<WorkerSlot> Slots)
{
    /// <summary>The content hashes of the data sets that it has at hand.</summary>
    public IReadOnlyList<Digest> Datasets { get; init; } = [];

    /// <summary>The program's version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The machine's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The process id on that machine.</summary>
    public int ProcessId { get; init; }

    /// <summary>
    /// The version of the protocol that it speaks, from 1; 0 for a worker in the coordinator's own process.
    /// </summary>
    public int Protocol { get; init; }

    /// <summary>An offer of <paramref name="slots"/> CPU cores.</summary>
    public static WorkerOffer Cpu(int slots) => new([.. Enumerable.Repeat(new WorkerSlot("cpu"), slots)]);
}

/// <summary>A slot of a worker: runs one bundle at a time.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record WorkerSlot(string Device)
{
    /// <summary>Memory that a bundle may use, in bytes; 0 where unknown.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Whether the device is a GPU.</summary>
    public bool IsGpu => Device.StartsWith("cuda", StringComparison.Ordinal);
}

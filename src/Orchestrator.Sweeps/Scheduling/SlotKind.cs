using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Scheduling;

/// <summary>What slots that are alike have in common.</summary>
/// <param name="IsGpu">Whether the device is a GPU.</param>
/// <param name="MemoryBytes">Memory that a bundle may use, in bytes; 0 where unknown.</param>
public readonly record struct SlotKind(bool IsGpu, long MemoryBytes)
{
    /// <summary>A CPU core that says nothing of its memory.</summary>
    public static SlotKind Cpu => default;

    /// <summary>The kind of a slot.</summary>
    public static SlotKind Of(WorkerSlot slot) => new(slot.IsGpu, slot.MemoryBytes);

    /// <summary>Whether a sweep of these needs may run here.</summary>
    public bool Suffices(SweepNeeds needs) =>
        (IsGpu || !needs.Gpu) && (MemoryBytes == 0 || MemoryBytes >= needs.MemoryBytes);
}

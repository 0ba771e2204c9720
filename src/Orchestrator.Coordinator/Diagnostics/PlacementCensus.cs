namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>What the scheduler has at one moment.</summary>
/// <param name="WaitingForAny">Bundles that wait for a slot of any device.</param>
/// <param name="WaitingForGpu">Bundles that wait for a GPU.</param>
/// <param name="Workers">Workers that take leases.</param>
/// <param name="Cpu">Their CPU slots.</param>
/// <param name="Gpu">Their GPU slots.</param>
internal readonly record struct PlacementCensus(
    long WaitingForAny, long WaitingForGpu, int Workers, SlotCount Cpu, SlotCount Gpu);

/// <summary>Slots that run a bundle, and slots that wait for one.</summary>
internal readonly record struct SlotCount(int Busy, int Free)
{
    public static SlotCount operator +(SlotCount a, SlotCount b) => new(a.Busy + b.Busy, a.Free + b.Free);
}
